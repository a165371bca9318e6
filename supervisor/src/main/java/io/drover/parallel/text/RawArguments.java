package io.drover.parallel.text;

import io.drover.posix.ProcessTree;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Our arguments as the bytes they are, one byte a character. The JVM has decoded them with the locale, which in the C
 * locale, or with bytes that are no UTF-8, loses what cannot be had back.
 */
public final class RawArguments {
    private RawArguments() {}

    public static List<String> of(String[] decoded) {
        List<byte[]> all = ProcessTree.commandLine();
        List<String> raw = new ArrayList<>();
        if (all.size() < decoded.length) {
            // Started without /proc, or by a launcher that hides its arguments: what we got must do.
            for (String argument : decoded) {
                raw.add(raw(argument));
            }
            return raw;
        }
        for (byte[] argument : all.subList(all.size() - decoded.length, all.size())) {
            raw.add(new String(argument, StandardCharsets.ISO_8859_1));
        }
        return raw;
    }

    /** The text that {@code raw} is in UTF-8. */
    public static String text(String raw) {
        return new String(raw.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    }

    /** {@code text} in UTF-8, one byte a character. */
    public static String raw(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }

    public static byte[] bytes(String raw) {
        return raw.getBytes(StandardCharsets.ISO_8859_1);
    }
}
