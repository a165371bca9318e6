package io.drover.doctor;

import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Numbers that the kernel tells in files. */
final class Kernel {
    private Kernel() {}

    /** Empty if there is no such file, or if it is not readable. */
    static String text(Path file) {
        // Not Files.readString: it asks for one byte first, and files of /proc/sys have no second answer.
        try (InputStream in = new FileInputStream(file.toFile())) {
            return new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            return "";
        }
    }

    /** A file that is one number; empty for "max". */
    static OptionalLong number(Path file) {
        return first(text(file), "^(\\d{1,18})\\s*$");
    }

    /** What the first group of {@code pattern} matches first. */
    static OptionalLong first(String text, String pattern) {
        Matcher matcher = Pattern.compile(pattern, Pattern.MULTILINE).matcher(text);
        return matcher.find() ? OptionalLong.of(Long.parseLong(matcher.group(1))) : OptionalLong.empty();
    }

    /** As "1.2 GiB". */
    static String size(long bytes) {
        return bytes >= 1L << 30
                ? String.format(Locale.ROOT, "%.1f GiB", bytes / (double) (1L << 30))
                : (bytes >> 20) + " MiB";
    }
}
