package io.drover.supervisor.process;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a JVM writes when it crashes, a thousand lines, in one. */
final class CrashReport {
    private static final Pattern CRASH = Pattern.compile(
            "# A fatal error has been detected by the Java Runtime Environment:\\R#\\R#  (?<what>.*)\\R"
                    + "(?:(?:#.*\\R){1,9}?# Problematic frame:\\R# (?<frame>.*))?");
    private static final Pattern NO_MEMORY = Pattern.compile(
            "# There is insufficient memory for the Java Runtime Environment to continue\\.\\R# (?<what>.*)");

    private CrashReport() {}

    /** Empty where {@code log} tells of no crash. */
    static Optional<String> in(String log) {
        Matcher crash = CRASH.matcher(log);
        if (crash.find()) {
            String frame = crash.group("frame");
            return Optional.of(crash.group("what") + (frame == null ? "" : ", in " + frame.strip()));
        }
        Matcher memory = NO_MEMORY.matcher(log);
        return memory.find() ? Optional.of(memory.group("what")) : Optional.empty();
    }
}
