package io.drover.doctor;

import io.drover.help.Style;
import java.io.IOException;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;

/** Makes all checks and tells of each in one line. */
public final class Doctor {
    private final List<Check> checks;
    private final PrintStream out;
    private final Style style;

    Doctor(List<Check> checks, PrintStream out, Style style) {
        this.checks = checks;
        this.out = out;
        this.style = style;
    }

    /**
     * All there is to check.
     *
     * @param program the command line of this process up to its main class: how a supervisor is started
     */
    public static Doctor of(List<String> program, PrintStream out, Style style) {
        return new Doctor(
                List.of(
                        new JavaCheck(),
                        new NativeCheck(),
                        new ArchiveCheck(),
                        new LimitsCheck(),
                        new MemoryCheck(),
                        new RunDirectoryCheck(),
                        new TemporaryCheck(),
                        new ProcCheck(),
                        new PidfdCheck(),
                        new LoopbackCheck(),
                        new StrangersCheck(),
                        new SqliteCheck(),
                        new FlockCheck(),
                        new SubreaperCheck(),
                        new KillCheck(program)),
                out,
                style);
    }

    /** Returns whether nothing has failed; warnings are no failures. */
    public boolean examine() {
        boolean healthy = true;
        for (Check check : checks) {
            Finding finding = examine(check);
            print(check.name(), finding);
            healthy &= finding.level() != Finding.Level.FAIL;
        }
        return healthy;
    }

    private static Finding examine(Check check) {
        try {
            return check.examine();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Finding.fail("interrupted", null);
        } catch (IOException | RuntimeException | LinkageError e) {
            return Finding.fail(String.valueOf(e.getMessage()).lines().findFirst().orElse(e.toString()), null);
        }
    }

    private void print(String name, Finding finding) {
        String level = switch (finding.level()) {
            case OK -> style.good("ok  ");
            case WARN -> style.warning("warn");
            case FAIL -> style.bad("FAIL");
        };
        String advice = finding.advice() == null ? "" : String.format(Locale.ROOT, " (%s)", finding.advice());
        out.println(level + " " + name + ": " + finding.what() + advice);
        out.flush();
    }
}
