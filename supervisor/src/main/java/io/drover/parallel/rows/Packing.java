package io.drover.parallel.rows;

/**
 * How many values go into one command line.
 *
 * @param maxRows how many at most, 0 for a command line without values for each; -1 when not said
 * @param fill whether as many as fit
 * @param spread whether the last ones are spread over all slots
 * @param context whether the word around a replacement string is repeated for each value
 * @param maxLength what no command line reaches, in bytes; 0 for what the system allows
 * @param lines whether it is lines that are counted: one that ends in white space goes on in the next
 */
public record Packing(int maxRows, boolean fill, boolean spread, boolean context, int maxLength, boolean lines) {
    /** Each value has its own command line. */
    public static final Packing SINGLE = new Packing(-1, false, false, false, 0, false);

    /** The longest argument that execve takes is one byte shorter (MAX_ARG_STRLEN); the command line is one. */
    public static final int LONGEST_COMMAND = 128 * 1024;

    /** To what GNU parallel fills one: what it finds to be allowed, less what it may wrap around it, halved. */
    private static final int FULL_COMMAND = 63664;

    /** @param shell whether it is filled for execve; a Java task takes what the user asks for */
    public int fillLength(boolean shell) {
        if (maxLength == 0) {
            return FULL_COMMAND;
        }
        return shell ? Math.min(maxLength, FULL_COMMAND) : maxLength;
    }

    public boolean isSingle() {
        return !fill && (maxRows == 1 || maxRows == 0 || maxRows < 0);
    }
}
