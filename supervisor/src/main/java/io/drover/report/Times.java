package io.drover.report;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;

/** Moments as text, in one time zone. */
record Times(ZoneId zone) {
    private static final DateTimeFormatter FORMAT = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss xxx");

    /** A moment in microseconds since 1970. */
    String text(long micros) {
        return FORMAT.format(Instant.EPOCH.plus(micros, ChronoUnit.MICROS).atZone(zone));
    }
}
