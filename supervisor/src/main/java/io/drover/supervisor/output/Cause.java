package io.drover.supervisor.output;

import java.util.regex.Pattern;

/**
 * What failures have in common: how the attempts ended, and their last words without what differs from task to task.
 *
 * @param title as {@link io.drover.supervisor.core.Outcome#title}
 * @param words the last line with numbers, paths and hexadecimal masked
 */
public record Cause(String title, String words) {
    private static final int MOST = 500;
    /** A file by its path, or by a name with an ending of a few letters. */
    private static final String PATH = "(?:[\\w.+~-]*/[\\w.+~/%@=,-]+|(?<![\\w.])[\\w+~-]+\\.[A-Za-z]\\w{0,3}(?![\\w.]))";
    private static final String UUID = "\\b[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}\\b";
    /** Letters alone are a word and no number. */
    private static final String HEX = "\\b0x[0-9a-fA-F]+\\b|\\b(?=[a-fA-F]*[0-9])[0-9a-fA-F]{6,}\\b|@[0-9a-f]{5,8}\\b";
    /** How something ended is what matters. */
    private static final String NUMBER = "(?<!exit |status |code |signal |errno )(?<![0-9.])[0-9][0-9.,:_]*";
    private static final Pattern VARIES = Pattern.compile(UUID + "|" + PATH + "|" + HEX + "|" + NUMBER);

    /** @param line the last one that says what was wrong; empty where there is none */
    public static Cause of(String title, String line) {
        return new Cause(title, masked(line.substring(0, Math.min(MOST, line.length()))));
    }

    static String masked(String line) {
        return VARIES.matcher(line).replaceAll("*");
    }
}
