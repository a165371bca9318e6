package io.drover.cli.words;

import io.drover.parallel.text.UsageException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.time.format.DateTimeParseException;

/** A time that is to come, as people write it. */
public final class PointInTime {
    private PointInTime() {}

    /**
     * When that is.
     *
     * @param text 18:30, 2026-12-24, 2026-12-24T18:30 or 2026-12-24T18:30+01:00; seconds may follow, and the T be a blank
     * @param now with the zone that is meant where none is said
     * @return milliseconds since 1970
     */
    public static long millis(String text, String option, ZonedDateTime now) {
        ZonedDateTime time;
        try {
            time = parse(text.strip().replaceFirst("(?<=\\d) +(?=\\d)", "T"), now);
        } catch (DateTimeParseException e) {
            throw new UsageException(option + " wants a time such as 18:30, 2026-12-24 or 2026-12-24T18:30, not '" + text + "'");
        }
        if (!time.isAfter(now)) {
            throw new UsageException(option + " " + text + " is over");
        }
        return time.toInstant().toEpochMilli();
    }

    private static ZonedDateTime parse(String text, ZonedDateTime now) {
        if (!text.contains("-")) {
            LocalTime time = LocalTime.parse(text.length() == "8:00".length() ? "0" + text : text);
            ZonedDateTime today = now.with(time);
            return today.isAfter(now) ? today : now.toLocalDate().plusDays(1).atTime(time).atZone(now.getZone());
        }
        if (!text.contains("T")) {
            return LocalDate.parse(text).atStartOfDay(now.getZone());
        }
        return text.matches(".*T.*(Z|[+-]\\d\\d(:?\\d\\d)?)")
                ? OffsetDateTime.parse(text).toZonedDateTime()
                : LocalDateTime.parse(text).atZone(now.getZone());
    }
}
