package io.drover.parallel.template;

import io.drover.parallel.template.TemplatePart.Literal;
import io.drover.parallel.template.TemplatePart.Value;
import io.drover.parallel.text.Bytes;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Finds the replacement strings in what the user wrote. */
public final class TemplateParser {
    private static final Pattern NUMBER = Pattern.compile("-?[0-9]{1,9}");
    private static final Pattern SPACE = Pattern.compile("\\s+");

    private final List<Replacement> replacements;
    private final String wholeValue;
    private final Map<String, Integer> names;

    /**
     * @param replacements the known replacement strings; of two that match the longer one wins, then the first
     * @param wholeValue the one that is added where a command has none
     * @param names positions of the columns that have a name
     */
    public TemplateParser(List<Replacement> replacements, String wholeValue, Map<String, Integer> names) {
        this.replacements = replacements;
        this.wholeValue = wholeValue;
        this.names = names;
    }

    /**
     * A command for a shell. Without words the values are the commands. A command that starts with a value is not
     * quoted: the value is meant to be shell syntax.
     *
     * @param quoteWords whether the words are quoted too, so that no shell syntax is left in them
     */
    public Template command(List<String> words, boolean quoteWords) {
        if (quoteWords) {
            return quotedCommand(words);
        }
        List<TemplatePart> parts = parseWithValue(words);
        return new Template(
                splitWords(parts), startsWithValue(parts) ? Template.Quoting.NONE : Template.Quoting.VALUES);
    }

    /** Like {@link #command}, but a command without replacement string stays as it is: it has its input elsewhere. */
    public Template pipedCommand(List<String> words, boolean quoteWords) {
        if (words.isEmpty()) {
            return command(words, false);
        }
        if (quoteWords) {
            List<Template.Word> quoted = new ArrayList<>();
            words.forEach(word -> addQuoted(quoted, parse(List.of(word))));
            return new Template(quoted, Template.Quoting.WORDS);
        }
        List<TemplatePart> parts = parse(words);
        return new Template(
                splitWords(parts), startsWithValue(parts) ? Template.Quoting.NONE : Template.Quoting.VALUES);
    }

    /** The input of a Java task: like a command, but nothing is quoted. */
    public Template text(List<String> words) {
        return new Template(splitWords(parseWithValue(words)), Template.Quoting.NONE);
    }

    private List<TemplatePart> parseWithValue(List<String> words) {
        if (words.isEmpty()) {
            return List.of(new Value(0, PathPart.WHOLE, true));
        }
        List<TemplatePart> parts = parse(words);
        return isFixed(parts) ? parse(Stream.concat(words.stream(), Stream.of(wholeValue)).toList()) : parts;
    }

    /** A tag: nothing is quoted or added. */
    public Template tag(String text) {
        return new Template(splitWords(parse(List.of(text))), Template.Quoting.NONE);
    }

    private Template quotedCommand(List<String> words) {
        List<Template.Word> quoted = new ArrayList<>();
        boolean fixed = true;
        for (String word : words) {
            List<TemplatePart> parts = parse(List.of(word));
            fixed &= isFixed(parts);
            addQuoted(quoted, parts);
        }
        if (fixed) {
            addQuoted(quoted, parse(List.of(wholeValue)));
        }
        return new Template(quoted, Template.Quoting.WORDS);
    }

    /** White space in it ends what is repeated with a value, but not the word. */
    private static void addQuoted(List<Template.Word> words, List<TemplatePart> parts) {
        if (!words.isEmpty()) {
            words.add(Template.Word.separator(new byte[] {' '}));
        }
        List<Template.Word> pieces = splitWords(parts);
        if (pieces.isEmpty()) {
            words.add(Template.Word.of(List.of()));
        }
        pieces.forEach(piece -> words.add(piece.separator() ? Template.Word.of(piece.parts()) : piece));
    }

    private static boolean isFixed(List<TemplatePart> parts) {
        return parts.stream().allMatch(Literal.class::isInstance);
    }

    /** As GNU parallel has it: a replacement string in the first word, unless in an assignment ({@code A={} cmd}). */
    private static boolean startsWithValue(List<TemplatePart> parts) {
        if (parts.get(0) instanceof Literal literal) {
            return parts.size() > 1
                    && Bytes.text(literal.bytes()).chars().noneMatch(c -> c == '=' || Bytes.isSpace((byte) c));
        }
        return true;
    }

    /** All {@code words} with blanks between them. */
    private List<TemplatePart> parse(List<String> words) {
        String text = String.join(" ", words);
        Iterator<String> rest = words.iterator();
        int wordEnd = rest.next().length();
        List<TemplatePart> parts = new ArrayList<>();
        int literal = 0;
        int i = 0;
        while (i < text.length()) {
            while (i >= wordEnd && rest.hasNext()) {
                wordEnd += 1 + rest.next().length();
            }
            Found found = find(text, i, wordEnd);
            if (found == null) {
                i++;
            } else {
                if (literal < i) {
                    parts.add(new Literal(Bytes.of(text.substring(literal, i))));
                }
                parts.add(found.part);
                i = found.end;
                literal = i;
            }
        }
        if (literal < i) {
            parts.add(new Literal(Bytes.of(text.substring(literal))));
        }
        return parts;
    }

    private record Found(TemplatePart part, int end) {}

    private Found find(String text, int at, int wordEnd) {
        Found longest = findFormatted(text, at, wordEnd);
        for (Replacement replacement : replacements) {
            int end = replacement.spansWords() ? text.length() : wordEnd;
            Matcher matcher = replacement.pattern().matcher(text).region(at, end);
            if (matcher.lookingAt()
                    && (longest == null || matcher.end() > longest.end)
                    && (matcher.group(1).isEmpty() || position(matcher.group(1)) != null)) {
                longest = new Found(part(replacement, matcher), matcher.end());
            }
        }
        return longest;
    }

    /** One that has a format at its end; without that it is as others. */
    private Found findFormatted(String text, int at, int wordEnd) {
        Matcher matcher = ValueFormat.FORM.matcher(text).region(at, wordEnd);
        if (at >= wordEnd || !matcher.lookingAt()) {
            return null;
        }
        String plain = "{" + matcher.group(1) + "}";
        Found found = find(plain, 0, plain.length());
        if (found == null || found.end < plain.length()) {
            return null;
        }
        TemplatePart part = ValueFormat.of(matcher.group(2)).of(found.part);
        return part == null ? null : new Found(part, matcher.end());
    }

    private TemplatePart part(Replacement replacement, Matcher matcher) {
        TemplatePart part = replacement.part().apply(matcher);
        return part instanceof Value value && !matcher.group(1).isEmpty()
                ? new Value(position(matcher.group(1)), value.transform(), value.quoted())
                : part;
    }

    /** Which value {@code text} means, by number or by name; null when there is no such name. */
    private Integer position(String text) {
        Integer number = names.get(text);
        return number == null && NUMBER.matcher(text).matches() ? Integer.valueOf(text) : number;
    }

    private static List<Template.Word> splitWords(List<TemplatePart> parts) {
        List<Template.Word> words = new ArrayList<>();
        List<TemplatePart> word = new ArrayList<>();
        for (TemplatePart part : parts) {
            if (part instanceof Literal literal) {
                splitLiteral(Bytes.text(literal.bytes()), word, words);
            } else {
                word.add(part);
            }
        }
        endWord(word, words);
        return words;
    }

    private static void splitLiteral(String text, List<TemplatePart> word, List<Template.Word> words) {
        Matcher space = SPACE.matcher(text);
        int from = 0;
        while (space.find()) {
            addLiteral(text.substring(from, space.start()), word);
            endWord(word, words);
            words.add(Template.Word.separator(Bytes.of(space.group())));
            from = space.end();
        }
        addLiteral(text.substring(from), word);
    }

    private static void addLiteral(String text, List<TemplatePart> word) {
        if (!text.isEmpty()) {
            word.add(new Literal(Bytes.of(text)));
        }
    }

    private static void endWord(List<TemplatePart> word, List<Template.Word> words) {
        if (!word.isEmpty()) {
            words.add(Template.Word.of(List.copyOf(word)));
            word.clear();
        }
    }
}
