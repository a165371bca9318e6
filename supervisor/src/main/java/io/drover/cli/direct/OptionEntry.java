package io.drover.cli.direct;

import java.util.List;

/**
 * An option of a run.
 *
 * @param kind of its value
 * @param field where it is kept: its name, after those of the fields that lead to its object; empty if it is nowhere
 * @param fallback its value where none is given, for forms that allow that
 * @param names all that it is given by
 */
record OptionEntry(OptionForm form, ValueKind kind, String field, String fallback, List<String> names) {
    static OptionEntry flag(String field, String... names) {
        return new OptionEntry(OptionForm.FLAG, ValueKind.TEXT, field, null, List.of(names));
    }

    static OptionEntry value(ValueKind kind, String field, String... names) {
        return new OptionEntry(OptionForm.VALUE, kind, field, null, List.of(names));
    }

    static OptionEntry attachedValue(ValueKind kind, String fallback, String field, String... names) {
        return new OptionEntry(OptionForm.ATTACHED_VALUE, kind, field, fallback, List.of(names));
    }

    static OptionEntry optionalValue(ValueKind kind, String fallback, String field, String... names) {
        return new OptionEntry(OptionForm.OPTIONAL_VALUE, kind, field, fallback, List.of(names));
    }

    static OptionEntry question(String... names) {
        return new OptionEntry(OptionForm.QUESTION, ValueKind.TEXT, "", null, List.of(names));
    }

    static OptionEntry refused(String... names) {
        return new OptionEntry(OptionForm.REFUSED, ValueKind.TEXT, "", null, List.of(names));
    }

    /** Whether {@code next}, the word behind it, is its value where nothing is attached. */
    boolean takes(String next) {
        return form == OptionForm.VALUE || form == OptionForm.OPTIONAL_VALUE && kind.looksLikeOne(next);
    }

    String longestName() {
        String longest = "";
        for (String name : names) {
            longest = name.length() > longest.length() ? name : longest;
        }
        return longest;
    }
}
