package io.drover.cli.direct;

import java.util.Optional;
import java.util.Set;

/** An option of a run for whoever has its long name, and values that are no words of a command line. */
public final class LongOption {
    /** What they ask for is no run, or is none of ours. */
    private static final Set<String> NO_RUN = Set.of("questions", "combined", "semaphore");

    private final OptionEntry entry;

    private LongOption(OptionEntry entry) {
        this.entry = entry;
    }

    /** @param name in full, with its hyphens */
    public static Optional<LongOption> find(String name) {
        OptionEntry entry = OptionNames.ofRun().find(name);
        if (entry == null || entry.form() == OptionForm.QUESTION || entry.form() == OptionForm.REFUSED) {
            return Optional.empty();
        }
        boolean run = !NO_RUN.contains(entry.field().replaceFirst("\\..*", "")) && !entry.field().equals("flow.then");
        return run ? Optional.of(new LongOption(entry)) : Optional.empty();
    }

    /** Whether it has no value. */
    public boolean isFlag() {
        return entry.form() == OptionForm.FLAG;
    }

    /** Whether it may go without a value. */
    public boolean mayStandAlone() {
        return entry.form() != OptionForm.VALUE;
    }

    /** What its value is. */
    public ValueKind kind() {
        return entry.kind();
    }

    /**
     * Whether each of several values counts.
     *
     * @param options as for {@link DirectParser#parse}
     */
    public boolean hasMany(Object options) {
        try {
            return !entry.field().isEmpty() && OptionField.of(options, entry.field()).isList();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}
