package io.drover.serve;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CronTest {
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    /** From 1 March 2026, a Sunday. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "* * * * *            | 2026-03-01T00:01 2026-03-01T00:02",
        "*/20 3 * * *         | 2026-03-01T03:00 2026-03-01T03:20 2026-03-01T03:40 2026-03-02T03:00",
        "5,50-52 23 * * *     | 2026-03-01T23:05 2026-03-01T23:50 2026-03-01T23:51 2026-03-01T23:52 2026-03-02T23:05",
        "30 4 * * mon-fri     | 2026-03-02T04:30 2026-03-03T04:30",
        "0 0 * * 7            | 2026-03-08T00:00 2026-03-15T00:00",
        "0 0 * * 5-7          | 2026-03-06T00:00 2026-03-07T00:00 2026-03-08T00:00",
        "0 0 13 * fri         | 2026-03-06T00:00 2026-03-13T00:00 2026-03-20T00:00 2026-03-27T00:00 2026-04-03T00:00 2026-04-10T00:00 2026-04-13T00:00",
        "0 0 31 * *           | 2026-03-31T00:00 2026-05-31T00:00",
        "0 12 29 feb *        | 2028-02-29T12:00",
        "0 9 1 Jan,JUL *      | 2026-07-01T09:00 2027-01-01T09:00",
        "7/15 0 * * *         | 2026-03-01T00:07 2026-03-01T00:22 2026-03-01T00:37 2026-03-01T00:52 2026-03-02T00:07",
        "@daily               | 2026-03-02T00:00",
        "@Hourly              | 2026-03-01T01:00",
        "@weekly              | 2026-03-08T00:00",
        "@monthly             | 2026-04-01T00:00",
        "@yearly              | 2027-01-01T00:00"})
    void timesComeAsCrontabSays(String text, String times) {
        List<String> expected = List.of(times.split(" "));
        assertEquals(expected, times(text, "2026-03-01T00:00", expected.size()).stream().map(time -> time.toLocalDateTime().toString()).toList());
    }

    private static List<ZonedDateTime> times(String text, String after, int count) {
        Cron cron = Cron.parse(text);
        List<ZonedDateTime> times = new ArrayList<>();
        ZonedDateTime at = LocalDateTime.parse(after).atZone(BERLIN);
        for (int i = 0; i < count; i++) {
            at = cron.next(at);
            times.add(at);
        }
        return times;
    }

    /** 29 March 2026: from 2:00 to 3:00. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "30 2 * * *   | 2026-03-28T12:00 | 2026-03-29T03:00+02:00 2026-03-30T02:30+02:00",
        "15,45 2 * * *| 2026-03-28T12:00 | 2026-03-29T03:00+02:00 2026-03-30T02:15+02:00",
        "0 3 * * *    | 2026-03-28T12:00 | 2026-03-29T03:00+02:00 2026-03-30T03:00+02:00",
        "30 1 * * *   | 2026-03-28T12:00 | 2026-03-29T01:30+01:00 2026-03-30T01:30+02:00",
        "0 * * * *    | 2026-03-29T00:30 | 2026-03-29T01:00+01:00 2026-03-29T03:00+02:00 2026-03-29T04:00+02:00",
        "*/30 * * * * | 2026-03-29T01:20 | 2026-03-29T01:30+01:00 2026-03-29T03:00+02:00 2026-03-29T03:30+02:00"})
    void whatIsLeftOutWhenClocksArePutForwardComesAfterIt(String text, String after, String times) {
        check(text, after, times);
    }

    /** 25 October 2026: from 3:00 to 2:00. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "30 2 * * *   | 2026-10-24T12:00 | 2026-10-25T02:30+02:00 2026-10-26T02:30+01:00",
        "0 3 * * *    | 2026-10-24T12:00 | 2026-10-25T03:00+01:00 2026-10-26T03:00+01:00",
        "0 * * * *    | 2026-10-25T01:30 | 2026-10-25T02:00+02:00 2026-10-25T02:00+01:00 2026-10-25T03:00+01:00",
        "*/30 * * * * | 2026-10-25T01:40 | 2026-10-25T02:00+02:00 2026-10-25T02:30+02:00 2026-10-25T02:00+01:00 2026-10-25T02:30+01:00 2026-10-25T03:00+01:00"})
    void aTimeComesOnceWhenClocksArePutBack(String text, String after, String times) {
        check(text, after, times);
    }

    private static void check(String text, String after, String times) {
        List<String> expected = List.of(times.split(" "));
        assertEquals(expected, times(text, after, expected.size()).stream().map(time -> time.toOffsetDateTime().toString()).toList());
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "", "* * * *", "* * * * * *", "60 * * * *", "* 24 * * *", "* * 0 * *", "* * * 13 *", "* * * * 8", "5-3 * * * *", "1-2-3 * * * *",
        "*/0 * * * *", "1//2 * * * *", "x * * * *", "1, * * * *", "@reboot", "-1 * * * *", "0 0 30 feb *", "0 0 31 4,6,9,11 *", "99999999999 * * * *"})
    void whatIsNoneIsRefused(String text) {
        assertThrows(IllegalArgumentException.class, () -> Cron.parse(text));
    }

    @Test
    void aRefusalSaysWhatIsWanted() {
        assertEquals("the day of the week wants 0 to 7, as 1, 1-5, */2, 1,3 or mon, not 'x'",
                assertThrows(IllegalArgumentException.class, () -> Cron.parse("0 0 * * x")).getMessage());
    }
}
