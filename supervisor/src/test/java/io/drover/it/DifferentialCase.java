package io.drover.it;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A line of gnu-parallel.list.
 *
 * @param command for bash; {@code parallel} is the program
 * @param unordered lines are sorted before they are compared
 * @param difference why the programs are known to differ; null where they are the same
 */
record DifferentialCase(String command, boolean unordered, String difference) {
    private static final Pattern FORM = Pattern.compile("(?:(~) |!([^!]+)! )?(.*)");

    /** @param sample whether of what follows a line {@code @N} only every Nth is taken */
    static List<DifferentialCase> read(String list, boolean sample) {
        List<DifferentialCase> cases = new ArrayList<>();
        int every = 1;
        int number = 0;
        for (String line : list.split("\n")) {
            if (line.startsWith("@")) {
                every = sample ? Integer.parseInt(line.substring(1)) : 1;
            } else if (!line.isEmpty() && !line.startsWith("#") && number++ % every == 0) {
                cases.add(parse(line));
            }
        }
        return cases;
    }

    private static DifferentialCase parse(String line) {
        Matcher form = FORM.matcher(line);
        form.matches();
        return new DifferentialCase(form.group(3), form.group(1) != null, form.group(2));
    }

    /** What is compared. */
    String text(Outcome outcome) {
        return outcome.text(unordered);
    }

    /**
     * What a program made of a case.
     *
     * @param out standard output, one byte a character
     * @param err for the reader of a failure only
     */
    record Outcome(String out, int status, String err) {
        String text(boolean sorted) {
            List<String> lines = List.of(out.split("\n", -1));
            return (sorted ? lines.stream().sorted() : lines.stream()).collect(Collectors.joining("\n"))
                    + "\nexit status " + status;
        }

        /** Lines with a mark before each, so that whatever a program prints can be read back. */
        String record() {
            StringBuilder text = new StringBuilder();
            for (int from = 0; from < out.length(); ) {
                int end = out.indexOf('\n', from);
                text.append(end < 0 ? "\\ " : "| ").append(out, from, end < 0 ? out.length() : end).append('\n');
                from = end < 0 ? out.length() : end + 1;
            }
            return text + "= " + status + "\n";
        }

        static Outcome read(List<String> recorded) {
            StringBuilder out = new StringBuilder();
            int status = 0;
            for (String line : recorded) {
                switch (line.charAt(0)) {
                    case '|' -> out.append(line, 2, line.length()).append('\n');
                    case '\\' -> out.append(line, 2, line.length());
                    case '=' -> status = Integer.parseInt(line.substring(2));
                    default -> throw new IllegalStateException("not a line of a record: " + line);
                }
            }
            return new Outcome(out.toString(), status, "(recorded)");
        }

        static String text(byte[] bytes) {
            return new String(bytes, StandardCharsets.ISO_8859_1);
        }
    }
}
