package io.drover.wire;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Time as it is told and kept: microseconds since 1970. */
public final class EpochMicros {
    private EpochMicros() {}

    public static long now() {
        return ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now());
    }
}
