package io.drover.parallel.template;

import io.drover.parallel.text.Bytes;
import java.util.ArrayList;
import java.util.List;

/**
 * How the replacement strings are spelled.
 *
 * @param value the one for the whole value, {@code {}}
 * @param withoutExtension {@code {.}}
 * @param basename {@code {/}}
 * @param directory {@code {//}}
 * @param basenameWithoutExtension {@code {/.}}
 * @param sequence {@code {#}}, the task's number
 * @param slot {@code {%}}, the number of the slot it runs in
 */
public record ReplacementStrings(
        String value,
        String withoutExtension,
        String basename,
        String directory,
        String basenameWithoutExtension,
        String sequence,
        String slot) {

    public static final ReplacementStrings DEFAULT =
            new ReplacementStrings("{}", "{.}", "{/}", "{//}", "{/.}", "{#}", "{%}");

    List<Replacement> replacements() {
        List<Replacement> replacements = new ArrayList<>();
        replacements.add(Replacement.ofValue(value, PathPart.WHOLE));
        replacements.add(Replacement.ofValue(withoutExtension, PathPart.WITHOUT_EXTENSION));
        replacements.add(Replacement.ofValue(basename, PathPart.BASENAME));
        replacements.add(Replacement.ofValue(directory, PathPart.DIRECTORY));
        replacements.add(Replacement.ofValue(basenameWithoutExtension, PathPart.BASENAME_WITHOUT_EXTENSION));
        replacements.add(Replacement.of(
                sequence, new TemplatePart.Numbered(number -> Bytes.of(Long.toString(number.id())), false)));
        replacements.add(Replacement.of(slot, TemplatePart.Slot.NUMBER));
        return replacements;
    }
}
