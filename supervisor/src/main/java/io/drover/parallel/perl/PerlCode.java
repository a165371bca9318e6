package io.drover.parallel.perl;

import io.drover.parallel.text.UsageException;
import java.util.regex.Pattern;

/** Code that a real Perl evaluates. Immutable. */
public final class PerlCode {
    private static final Pattern TOTAL = Pattern.compile("\\btotal_jobs\\b");
    private static final Pattern SLOT = Pattern.compile("\\bslot\\b");

    private final String code;

    /** @throws UsageException when there is no Perl */
    public PerlCode(String code) {
        this.code = code;
        PerlProcess.shared();
    }

    /** The task is not to be run. */
    public static final class SkippedException extends RuntimeException {
        private static final long serialVersionUID = 1;

        public SkippedException() {
            super("skipped", null, false, false);
        }
    }

    /** Whether the number of all tasks is used. */
    public boolean needsTotal() {
        return TOTAL.matcher(code).find();
    }

    /** Whether the number of the slot is used. */
    public boolean needsSlot() {
        return SLOT.matcher(code).find();
    }

    /**
     * What the code makes of {@code value}. Texts hold one byte a character.
     *
     * @throws SkippedException when it says so
     * @throws UsageException when Perl cannot do it
     */
    public Result apply(String value, long sequence, long total, int slot, byte[][] arguments) {
        PerlProcess.Answer answer = evaluate(code, value, sequence, total, slot, arguments);
        return new Result(answer.text(), !answer.unquoted());
    }

    /** @param quoted whether it is quoted for the shell, where values are */
    public record Result(String text, boolean quoted) {}

    /** Whether {@code expression} is true for a task. */
    public static boolean test(String expression, long sequence, byte[][] arguments) {
        return evaluate(expression, "", sequence, 0, 0, arguments).truth();
    }

    private static PerlProcess.Answer evaluate(
            String code, String value, long sequence, long total, int slot, byte[][] arguments) {
        PerlProcess.Answer answer = PerlProcess.shared().evaluate(code, value, sequence, total, slot, arguments);
        return switch (answer.state()) {
            case VALUE -> answer;
            case SKIP -> throw new SkippedException();
            case ERROR -> throw new UsageException("cannot use '" + code.strip() + "': " + answer.text().strip());
        };
    }
}
