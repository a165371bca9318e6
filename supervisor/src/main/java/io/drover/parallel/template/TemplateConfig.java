package io.drover.parallel.template;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What a task is made of. Texts hold one byte per character.
 *
 * @param words the command; empty when the values are commands themselves
 * @param quoteWords whether the words are quoted, so that the shell finds no syntax in them
 * @param strings how the replacement strings are spelled
 * @param plus whether there are the further ones of {@code --plus}
 * @param definitions those of {@code --rpl}
 * @param parentheses what is around a Perl expression, the opening and the closing one without a gap
 * @param shellQuote how many times the composed command is quoted and printed instead of run; 0 to run it
 * @param filters Perl expressions with replacement strings in them, true for the tasks to be run
 * @param files those that each task finds written
 * @param matches regular expressions whose groups in the values of each source have replacement strings
 * @param directory where each task runs; null where that is the same for all
 */
public record TemplateConfig(
        List<String> words,
        boolean quoteWords,
        ReplacementStrings strings,
        boolean plus,
        List<String> definitions,
        String parentheses,
        int shellQuote,
        List<String> filters,
        List<FileTemplate> files,
        List<String> matches,
        DirectoryTemplate directory) {

    /** One that runs all tasks, and writes no files. */
    public TemplateConfig(
            List<String> words,
            boolean quoteWords,
            ReplacementStrings strings,
            boolean plus,
            List<String> definitions,
            String parentheses,
            int shellQuote) {
        this(words, quoteWords, strings, plus, definitions, parentheses, shellQuote, List.of(), List.of(), List.of(), null);
    }

    public static final String PARENTHESES = "{==}";

    /** The command {@code words} with nothing special about it. */
    public static TemplateConfig of(List<String> words) {
        return new TemplateConfig(words, false, ReplacementStrings.DEFAULT, false, List.of(), PARENTHESES, 0);
    }

    /** The same with a directory for each task. */
    public TemplateConfig in(DirectoryTemplate eachItsOwn) {
        return new TemplateConfig(
                words, quoteWords, strings, plus, definitions, parentheses, shellQuote, filters, files, matches, eachItsOwn);
    }

    /** Whether tasks are more than their command lines. */
    public boolean surroundsTasks() {
        return !files.isEmpty() || directory != null;
    }

    /** Whether there are replacement strings in {@code text} besides names of columns. */
    public boolean replacesIn(String text) {
        return !parser(Map.of()).tag(text).isFixed();
    }

    /** Reads templates; {@code names} are the positions of the columns that have a name. */
    public TemplateParser parser(Map<String, Integer> names) {
        return new TemplateParser(replacements(names), strings.value(), names);
    }

    private List<Replacement> replacements(Map<String, Integer> names) {
        List<Replacement> replacements = new ArrayList<>();
        replacements.addAll(DefinedReplacements.defined(definitions));
        replacements.addAll(strings.replacements());
        replacements.addAll(MatchReplacements.replacements(matches, names, parentheses));
        if (plus) {
            replacements.addAll(PlusReplacements.replacements());
        }
        replacements.addAll(DefinedReplacements.inParentheses(parentheses));
        return replacements;
    }
}
