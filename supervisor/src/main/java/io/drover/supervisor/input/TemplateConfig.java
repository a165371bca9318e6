package io.drover.supervisor.input;

import java.util.List;

/**
 * What a task is made of. Texts hold one byte per character.
 *
 * @param words the command; empty when the values are commands themselves
 * @param quoteWords whether the words are quoted, so that the shell finds no syntax in them
 * @param strings how the replacement strings are spelled
 */
public record TemplateConfig(List<String> words, boolean quoteWords, ReplacementStrings strings) {

    /** The command {@code words} with nothing special about it. */
    public static TemplateConfig of(List<String> words) {
        return new TemplateConfig(words, false, ReplacementStrings.DEFAULT);
    }
}
