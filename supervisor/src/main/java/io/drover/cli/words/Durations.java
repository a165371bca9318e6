package io.drover.cli.words;

import io.drover.parallel.text.UsageException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Times as GNU parallel reads them: seconds, or numbers with s, m, h and d put together. */
public final class Durations {
    private static final Pattern PART = Pattern.compile("(\\d+(?:\\.\\d*)?|\\.\\d+)([smhdSMHD]?)");

    private Durations() {}

    public static long millis(String text, String option) {
        Matcher part = PART.matcher(text);
        double seconds = 0;
        int at = 0;
        while (at < text.length() && part.find(at) && part.start() == at) {
            seconds += Double.parseDouble(part.group(1)) * unit(part.group(2));
            at = part.end();
        }
        if (at < text.length() || text.isEmpty()) {
            throw new UsageException(option + " wants seconds or a time such as 1h30m, not '" + text + "'");
        }
        return Math.round(seconds * 1000);
    }

    private static int unit(String letter) {
        return switch (letter.toLowerCase(java.util.Locale.ROOT)) {
            case "m" -> 60;
            case "h" -> 3600;
            case "d" -> 86_400;
            default -> 1;
        };
    }
}
