package io.drover.trace;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * By what the span of a task is known to others, as the W3C recommendation Trace Context has it. All are lower-case hexadecimal digits.
 *
 * @param trace 32 of them
 * @param span 16 of them, its own
 * @param parent 16 of them, that of who has submitted the task; empty: nobody has told
 * @param flags 2 of them; 01: it is recorded
 */
public record SpanContext(String trace, String span, String parent, String flags) {
    private static final String VARIABLE = "TRACEPARENT=";
    private static final Pattern FORM = Pattern.compile("(?!ff)[0-9a-f]{2}-(?!0{32})([0-9a-f]{32})-(?!0{16})([0-9a-f]{16})-([0-9a-f]{2})(?:-.*)?");
    private static final String RECORDED = "01";

    /**
     * That of a new span, of the same trace as that of who has submitted the task, if they have said that.
     *
     * @param environment of the task, each "NAME=VALUE"
     */
    static SpanContext in(List<byte[]> environment) {
        return of(environment, "").map(SpanContext::child).orElseGet(() -> new SpanContext(random(16), random(8), "", RECORDED));
    }

    /**
     * The one that the environment of a task tells of.
     *
     * @param environment each "NAME=VALUE"
     * @param parent its own, which is not told
     */
    static Optional<SpanContext> of(List<byte[]> environment, String parent) {
        for (byte[] variable : environment) {
            String text = new String(variable, StandardCharsets.ISO_8859_1);
            Matcher found = FORM.matcher(text.startsWith(VARIABLE) ? text.substring(VARIABLE.length()) : "");
            if (found.matches()) {
                return Optional.of(new SpanContext(found.group(1), found.group(2), parent, found.group(3)));
            }
        }
        return Optional.empty();
    }

    /** A new one in it. */
    SpanContext child() {
        return new SpanContext(trace, random(8), span, flags);
    }

    private static String random(int bytes) {
        byte[] random = new byte[bytes];
        ThreadLocalRandom.current().nextBytes(random);
        // Never all zeros, which would be none.
        random[0] |= 1;
        return HexFormat.of().formatHex(random);
    }

    /** {@return whether who has submitted it wants it to be recorded} */
    boolean isRecorded() {
        return (Integer.parseInt(flags, 16) & 1) != 0;
    }

    /** {@return the variable by which what the task starts finds its parent} */
    byte[] variable() {
        return (VARIABLE + "00-" + trace + "-" + span + "-" + flags).getBytes(StandardCharsets.ISO_8859_1);
    }

    /** {@return whether that is what {@link #variable} replaces} */
    static boolean isIn(byte[] variable) {
        return new String(variable, StandardCharsets.ISO_8859_1).startsWith(VARIABLE);
    }
}
