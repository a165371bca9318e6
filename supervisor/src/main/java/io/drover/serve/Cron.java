package io.drover.serve;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.time.zone.ZoneOffsetTransition;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Times that come again and again, as crontab(5) has them: minute, hour, day of the month, month and day of the week, or {@code @daily} and
 * its like.
 *
 * <p>When clocks are put forward, what falls into the hour that is left out comes right after it. When they are put back, a time comes
 * once, but for those whose minute or hour is a {@code *}: they go on through both hours.
 */
final class Cron {
    /** 29 February is eight years after the one before where a century has none. */
    private static final int YEARS = 9;
    private static final List<String> MONTHS =
            List.of("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec");
    private static final List<String> WEEKDAYS = List.of("sun", "mon", "tue", "wed", "thu", "fri", "sat");
    private static final Map<String, String> NAMES = Map.of(
            "@yearly", "0 0 1 1 *",
            "@annually", "0 0 1 1 *",
            "@monthly", "0 0 1 * *",
            "@weekly", "0 0 * * 0",
            "@daily", "0 0 * * *",
            "@midnight", "0 0 * * *",
            "@hourly", "0 * * * *");

    private final BitSet minutes;
    private final BitSet hours;
    private final BitSet days;
    private final BitSet months;
    private final BitSet weekdays;
    /** With both a day of the month and one of the week, either of them will do. */
    private final boolean eitherDay;
    private final boolean fluent;

    private Cron(String[] fields) {
        minutes = field(fields[0], "minute", 0, 59, List.of());
        hours = field(fields[1], "hour", 0, 23, List.of());
        days = field(fields[2], "day of the month", 1, 31, List.of());
        months = field(fields[3], "month", 1, 12, MONTHS);
        weekdays = field(fields[4], "day of the week", 0, 7, WEEKDAYS);
        if (weekdays.get(7)) {
            weekdays.set(0);
        }
        eitherDay = !fields[2].startsWith("*") && !fields[4].startsWith("*");
        fluent = fields[0].startsWith("*") || fields[1].startsWith("*");
    }

    /** @throws IllegalArgumentException where that is none; the message is for the user */
    static Cron parse(String text) {
        String line = text.strip();
        String named = NAMES.get(line.toLowerCase(Locale.ROOT));
        if (named == null && line.startsWith("@")) {
            throw new IllegalArgumentException("there is no " + line + ", but @hourly, @daily, @weekly, @monthly and @yearly");
        }
        String[] fields = (named == null ? line : named).split("\\s+");
        if (fields.length != 5) {
            throw new IllegalArgumentException("that wants minute, hour, day of the month, month and day of the week, or @daily, not '" + text + "'");
        }
        Cron cron = new Cron(fields);
        // A leap year is among them.
        if (cron.next(LocalDate.of(2023, 1, 1).atStartOfDay(java.time.ZoneOffset.UTC)) == null) {
            throw new IllegalArgumentException("'" + text + "' never comes");
        }
        return cron;
    }

    private static BitSet field(String text, String what, int least, int most, List<String> names) {
        BitSet values = new BitSet();
        for (String part : text.split(",", -1)) {
            String[] stepped = part.split("/", -1);
            String[] range = stepped[0].split("-", -1);
            boolean all = stepped[0].equals("*");
            int step = stepped.length == 2 ? number(stepped[1], 1, most, List.of()) : 1;
            int from = all ? least : number(range[0], least, most, names);
            int to = all ? Math.min(most, what.endsWith("week") ? 6 : most)
                    : range.length == 2 ? number(range[1], least, most, names)
                    : stepped.length == 2 ? most : from;
            if (stepped.length > 2 || range.length > 2 || step < 0 || from < 0 || to < from) {
                throw new IllegalArgumentException("the " + what + " wants " + least + " to " + most
                        + ", as 1, 1-5, */2, 1,3" + (names.isEmpty() ? "" : " or " + names.get(1)) + ", not '" + text + "'");
            }
            for (int value = from; value <= to; value += step) {
                values.set(value);
            }
        }
        return values;
    }

    /** Negative: that is none. */
    private static int number(String text, int least, int most, List<String> names) {
        int named = names.indexOf(text.toLowerCase(Locale.ROOT));
        if (named >= 0) {
            // Months begin with 1.
            return named + least;
        }
        int number = text.matches("\\d{1,3}") ? Integer.parseInt(text) : -1;
        return number < least || number > most ? -1 : number;
    }

    /** The first such time after that; null: there is none for years. */
    ZonedDateTime next(ZonedDateTime after) {
        ZonedDateTime at = after.truncatedTo(ChronoUnit.MINUTES).plusMinutes(1);
        ZonedDateTime last = after.plusYears(YEARS);
        while (at.isBefore(last)) {
            if (!months.get(at.getMonthValue())) {
                at = at.toLocalDate().withDayOfMonth(1).plusMonths(1).atStartOfDay(at.getZone());
            } else if (!isDay(at.toLocalDate())) {
                at = at.toLocalDate().plusDays(1).atStartOfDay(at.getZone());
            } else if (isTime(at.toLocalDateTime()) && (fluent || at.equals(at.withEarlierOffsetAtOverlap())) || makesUpForTimesLeftOut(at)) {
                return at;
            } else {
                at = hours.get(at.getHour()) ? at.plusMinutes(1) : at.truncatedTo(ChronoUnit.HOURS).plusHours(1);
            }
        }
        return null;
    }

    private boolean isDay(LocalDate day) {
        boolean ofMonth = days.get(day.getDayOfMonth());
        boolean ofWeek = weekdays.get(day.getDayOfWeek().getValue() % 7);
        return eitherDay ? ofMonth || ofWeek : ofMonth && ofWeek;
    }

    private boolean isTime(LocalDateTime time) {
        return hours.get(time.getHour()) && minutes.get(time.getMinute());
    }

    /** Whether clocks have just been put forward over such a time. */
    private boolean makesUpForTimesLeftOut(ZonedDateTime at) {
        Instant instant = at.toInstant();
        ZoneOffsetTransition transition = at.getZone().getRules().previousTransition(instant.plusNanos(1));
        if (fluent || transition == null || !transition.isGap() || !transition.getInstant().equals(instant)) {
            return false;
        }
        for (LocalDateTime time = transition.getDateTimeBefore(); time.isBefore(transition.getDateTimeAfter()); time = time.plusMinutes(1)) {
            if (isTime(time)) {
                return true;
            }
        }
        return false;
    }
}
