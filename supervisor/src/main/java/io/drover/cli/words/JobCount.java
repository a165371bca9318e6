package io.drover.cli.words;

import io.drover.parallel.text.RawArguments;
import io.drover.parallel.text.UsageException;
import io.drover.supervisor.pacing.WatchedFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.function.Function;

/** The values of {@code -j} and {@code --load}: N, N%, +N, -N, and calculations in place of N. */
public final class JobCount {
    /** What "as many as possible" comes to: a thread and some descriptors for each. */
    public static final int MOST = 250;

    private static final double LEAST_LOAD = 0.01;

    private JobCount() {}

    /** The number of threads at which the machine has enough to do. */
    public static OptionalDouble load(String text) {
        OptionalDouble amount = amount(text, threads());
        return amount.isEmpty() ? amount : OptionalDouble.of(Math.max(LEAST_LOAD, amount.getAsDouble()));
    }

    /** A file that says how many tasks run at a time; empty if there is none of that name. */
    public static Optional<WatchedFile> file(String name) {
        return file(name, text -> {
            OptionalInt tasks = tasks(text, threads());
            return tasks.isEmpty() ? OptionalDouble.empty() : OptionalDouble.of(Math.min(MOST, tasks.getAsInt()));
        });
    }

    public static Optional<WatchedFile> file(String name, Function<String, OptionalDouble> reader) {
        Path file = Path.of(RawArguments.text(name));
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        try {
            return Optional.of(new WatchedFile(file, reader));
        } catch (IOException e) {
            throw new UsageException("cannot read a number from " + file + ": " + e.getMessage());
        }
    }

    private static int threads() {
        return Runtime.getRuntime().availableProcessors();
    }

    private static OptionalDouble amount(String text, int cores) {
        boolean beside = text.startsWith("+") || text.startsWith("-");
        String whole = beside ? cores + text : text;
        return Arithmetic.value(
                whole.endsWith("%") ? whole.substring(0, whole.length() - 1) + "*" + cores + "/100" : whole);
    }

    /**
     * Tasks at a time as -j says it; empty if {@code text} says nothing.
     *
     * @param cores what 100% is
     */
    public static OptionalInt tasks(String text, int cores) {
        OptionalDouble amount = amount(text, cores);
        if (amount.isEmpty()) {
            return OptionalInt.empty();
        }
        boolean unlimited = text.matches("0+");
        return OptionalInt.of(unlimited ? MOST : (int) Math.max(1, Math.ceil(amount.getAsDouble())));
    }
}
