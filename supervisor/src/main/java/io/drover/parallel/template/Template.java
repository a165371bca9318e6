package io.drover.parallel.template;

import io.drover.parallel.text.Bytes;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A command line or tag with its replacement strings found.
 *
 * @param words words and what is between them, in order
 * @param quoting what is quoted for the shell
 */
public record Template(List<Word> words, Quoting quoting) {

    /** All values, as they are. */
    public static final Template VALUES = new Template(
            List.of(Word.of(List.of(new TemplatePart.Value(0, PathPart.WHOLE, false)))), Quoting.NONE);

    /** What is protected from the shell. */
    enum Quoting {
        /** Nothing: there is no shell, or the values are commands. */
        NONE,
        /** The values; the text of the template is shell syntax. */
        VALUES,
        /** Whole words, made of text and values. */
        WORDS
    }

    /**
     * Where words are quoted, what the user gave as one may be several here: pieces without white space, and the white
     * space, which is no separator then.
     *
     * @param repeats whether the word is written once for each value where values keep their context
     * @param separator whether this is the white space between two words
     */
    record Word(List<TemplatePart> parts, boolean repeats, boolean separator) {

        static Word of(List<TemplatePart> parts) {
            return new Word(parts, parts.stream().anyMatch(Word::standsForAll), false);
        }

        static Word separator(byte[] space) {
            return new Word(List.of(new TemplatePart.Literal(space)), false, true);
        }

        private static boolean standsForAll(TemplatePart part) {
            return part instanceof TemplatePart.Value value && value.position() == 0;
        }
    }

    public boolean needsTotal() {
        return words.stream()
                .flatMap(word -> word.parts().stream())
                .anyMatch(part -> part instanceof TemplatePart.Numbered numbered && numbered.needsTotal()
                        || part instanceof TemplatePart.Value value && value.transform().needsTotal());
    }

    /** Whether there is nothing in it to be replaced. */
    boolean isFixed() {
        return words.stream().flatMap(word -> word.parts().stream()).allMatch(TemplatePart.Literal.class::isInstance);
    }

    /** The text before the first replacement string. */
    String start() {
        return words.stream()
                .flatMap(word -> word.parts().stream())
                .takeWhile(TemplatePart.Literal.class::isInstance)
                .map(part -> Bytes.text(((TemplatePart.Literal) part).bytes()))
                .collect(Collectors.joining());
    }

    public boolean hasSlot() {
        return words.stream()
                .flatMap(word -> word.parts().stream())
                .anyMatch(part -> part instanceof TemplatePart.Slot
                        || part instanceof TemplatePart.Numbered numbered && numbered.needsSlot()
                        || part instanceof TemplatePart.Value value && value.transform().needsSlot());
    }

    /** Whether the result is the value and nothing else. */
    public boolean isIdentity() {
        return quoting == Quoting.NONE
                && words.size() == 1
                && words.get(0).parts().size() == 1
                && words.get(0).parts().get(0) instanceof TemplatePart.Value value
                && value.position() == 0
                && value.transform() == PathPart.WHOLE;
    }
}
