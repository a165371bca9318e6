package io.drover.cli.words;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.drover.parallel.text.UsageException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PointInTimeTest {
    private static final ZonedDateTime NOW = ZonedDateTime.of(2026, 3, 28, 18, 0, 0, 0, ZoneId.of("Europe/Berlin"));

    @ParameterizedTest
    @CsvSource({
        "18:30, 2026-03-28T17:30:00Z",
        "18:00:01, 2026-03-28T17:00:01Z",
        "18:00, 2026-03-29T16:00:00Z",
        "7:05, 2026-03-29T05:05:00Z",
        "2026-12-24, 2026-12-23T23:00:00Z",
        "2026-12-24T18:30, 2026-12-24T17:30:00Z",
        "2026-12-24 18:30:15, 2026-12-24T17:30:15Z",
        "2026-12-24T18:30Z, 2026-12-24T18:30:00Z",
        "2026-12-24T18:30+05:00, 2026-12-24T13:30:00Z"})
    void itIsReadAsPeopleWriteIt(String text, String expected) {
        assertEquals(Instant.parse(expected), Instant.ofEpochMilli(PointInTime.millis(text, "--at", NOW)));
    }

    @ParameterizedTest
    @CsvSource({
        "tomorrow, wants a time such as",
        "25:00, wants a time such as",
        "2026-13-01, wants a time such as",
        "2026-02-30, wants a time such as",
        "'', wants a time such as",
        "2026-03-28, is over",
        "2020-01-01T00:00, is over"})
    void whatIsNoneOrIsOverIsRefused(String text, String why) {
        String message = assertThrows(UsageException.class, () -> PointInTime.millis(text, "--at", NOW)).getMessage();
        assertEquals(true, message.startsWith("--at ") && message.contains(why), message);
    }
}
