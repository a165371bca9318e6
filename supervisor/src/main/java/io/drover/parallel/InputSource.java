package io.drover.parallel;

import java.util.List;

/**
 * One source of values, as the command line names it. Texts hold one byte per character.
 *
 * @param kind what {@code values} are
 * @param values the values themselves, or the name of the one file that holds them ({@code -} is standard input)
 * @param linked whether it is read in step with the source before it, instead of combined with it
 */
public record InputSource(Kind kind, List<String> values, boolean linked) {

    static final String STANDARD_INPUT = "-";

    /** Where the values are. */
    public enum Kind {
        ARGUMENTS,
        FILE
    }

    /** A file as a source of its own. */
    public static InputSource file(String name, boolean linked) {
        return new InputSource(Kind.FILE, List.of(name), linked);
    }

    /** A file as {@code --arg-file} names it: with a plus sign before its name it is a linked one. */
    static InputSource argumentFile(String name) {
        boolean linked = name.startsWith("+") && name.length() > 1;
        return file(linked ? name.substring(1) : name, linked);
    }

    /** Arguments as a source of their own. */
    public static InputSource arguments(List<String> values, boolean linked) {
        return new InputSource(Kind.ARGUMENTS, List.copyOf(values), linked);
    }

    boolean isStandardInput() {
        return kind == Kind.FILE && values.contains(STANDARD_INPUT);
    }
}
