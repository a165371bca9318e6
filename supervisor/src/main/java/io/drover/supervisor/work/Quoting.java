package io.drover.supervisor.work;

import java.nio.charset.StandardCharsets;

/** Words for a command line that is shown, and that somebody pastes into a shell. */
public final class Quoting {
    private Quoting() {}

    public static String quoted(String text) {
        return quoted(text.getBytes(StandardCharsets.UTF_8));
    }

    public static String quoted(byte[] word) {
        String text = new String(word, StandardCharsets.UTF_8);
        if (text.matches("[-_.+:,/@%=A-Za-z0-9]+")) {
            return text;
        }
        boolean printable = text.indexOf('\uFFFD') < 0 && text.chars().noneMatch(c -> c < ' ' || c == 127);
        return printable ? "'" + text.replace("'", "'\\''") + "'" : escaped(word);
    }

    /** Bytes that a terminal would not give back as they are. */
    private static String escaped(byte[] word) {
        StringBuilder text = new StringBuilder("$'");
        for (byte b : word) {
            if (b < ' ' || b == 127) {
                text.append(String.format("\\x%02x", b));
            } else {
                text.append(b == '\'' || b == '\\' ? "\\" : "").append((char) b);
            }
        }
        return text.append('\'').toString();
    }
}
