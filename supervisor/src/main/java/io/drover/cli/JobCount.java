package io.drover.cli;

import io.drover.supervisor.input.UsageException;
import io.drover.supervisor.pacing.WatchedFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The values of {@code -j} and {@code --load}: N, N%, +N, -N. */
final class JobCount {
    /** What "as many as possible" comes to: a thread and some descriptors for each. */
    static final int MOST = 250;

    private static final double LEAST_LOAD = 0.01;
    private static final Pattern FORM = Pattern.compile("([+-]?)(\\d+(?:\\.\\d+)?)(%?)");

    private JobCount() {}

    /** The number of threads at which the machine has enough to do. */
    static OptionalDouble load(String text) {
        OptionalDouble amount = amount(text, threads());
        return amount.isEmpty() ? amount : OptionalDouble.of(Math.max(LEAST_LOAD, amount.getAsDouble()));
    }

    /** A file that says how many tasks run at a time; empty if there is none of that name. */
    static Optional<WatchedFile> file(String name) {
        return file(name, text -> {
            OptionalInt tasks = tasks(text, threads());
            return tasks.isEmpty() ? OptionalDouble.empty() : OptionalDouble.of(Math.min(MOST, tasks.getAsInt()));
        });
    }

    static Optional<WatchedFile> file(String name, Function<String, OptionalDouble> reader) {
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
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            return OptionalDouble.empty();
        }
        double value = Double.parseDouble(form.group(2));
        double amount = form.group(3).isEmpty() ? value : cores * value / 100;
        return OptionalDouble.of(
                switch (form.group(1)) {
                    case "+" -> cores + amount;
                    case "-" -> cores - amount;
                    default -> amount;
                });
    }

    /**
     * Tasks at a time as -j says it; empty if {@code text} says nothing.
     *
     * @param cores what 100% is
     */
    static OptionalInt tasks(String text, int cores) {
        OptionalDouble amount = amount(text, cores);
        if (amount.isEmpty()) {
            return OptionalInt.empty();
        }
        boolean unlimited = text.matches("0+");
        return OptionalInt.of(unlimited ? MOST : (int) Math.max(1, Math.ceil(amount.getAsDouble())));
    }
}
