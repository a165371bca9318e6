package io.drover.supervisor.core;

/**
 * When finished tasks end the run, as GNU parallel's {@code --halt when,why=value} says.
 *
 * @param now kill what runs; false: only start nothing more
 * @param why which tasks count; {@link Why#NEVER}: the run goes on whatever happens
 * @param count how many of them; 0 where {@code percent} decides
 * @param percent share of all tasks, 0 to 100; needs the total, so it acts once the input has been read
 */
public record HaltPolicy(boolean now, Why why, long count, double percent) {

    public static final HaltPolicy NEVER = new HaltPolicy(false, Why.NEVER, 0, 0);

    /** What is counted. */
    public enum Why {
        NEVER,
        FAIL,
        SUCCESS,
        DONE
    }

    /** Reads "never", "now,fail=1", "soon,success=10%", and the short forms 0, 1, 2, -1, -2 and "N%". */
    public static HaltPolicy parse(String text) {
        switch (text) {
            case "never", "0":
                return NEVER;
            case "1":
                return new HaltPolicy(false, Why.FAIL, 1, 0);
            case "2":
                return new HaltPolicy(true, Why.FAIL, 1, 0);
            case "-1":
                return new HaltPolicy(false, Why.SUCCESS, 1, 0);
            case "-2":
                return new HaltPolicy(true, Why.SUCCESS, 1, 0);
            default:
                break;
        }
        if (text.matches("\\d+(\\.\\d+)?%")) {
            return new HaltPolicy(false, Why.FAIL, 0, percentOf(text));
        }
        var parts = java.util.regex.Pattern.compile("(now|soon),(fail|success|done)=(\\d+(?:\\.\\d+)?%|\\d+)")
                .matcher(text);
        if (!parts.matches()) {
            throw new IllegalArgumentException(
                    "--halt wants never, or now|soon,fail|success|done=N or N%, not '" + text + "'");
        }
        Why why = Why.valueOf(parts.group(2).toUpperCase(java.util.Locale.ROOT));
        String value = parts.group(3);
        return value.endsWith("%")
                ? new HaltPolicy(parts.group(1).equals("now"), why, 0, percentOf(value))
                : new HaltPolicy(parts.group(1).equals("now"), why, Long.parseLong(value), 0);
    }

    private static double percentOf(String text) {
        return Double.parseDouble(text.substring(0, text.length() - 1));
    }

    /** True if the run should halt now. {@code total} is negative while it is not known. */
    public boolean reached(Ledger.Totals totals, long total) {
        long counted = switch (why) {
            case NEVER -> -1;
            case FAIL -> totals.bad();
            case SUCCESS -> totals.ok();
            case DONE -> totals.ok() + totals.bad();
        };
        if (counted <= 0) {
            return false;
        }
        if (count > 0) {
            return counted >= count;
        }
        return total > 0 && counted * 100.0 >= percent * total;
    }

    /** True if a single one of {@code total} tasks is enough. */
    public boolean isOneTaskOf(long total) {
        return count > 0 ? count == 1 : percent * total == 100;
    }

    /** With {@code percent} a run must know its total first. */
    public boolean needsTotal() {
        return why != Why.NEVER && count == 0;
    }
}
