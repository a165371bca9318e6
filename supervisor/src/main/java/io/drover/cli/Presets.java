package io.drover.cli;

import io.drover.parallel.text.UsageException;
import java.util.ArrayList;
import java.util.List;

/**
 * Options and words of the command that come with a run without being on its command line. As with GNU parallel, options
 * come before those of the command line, which overrule them, and other words before the command. Each line has options
 * first.
 */
final class Presets {
    /**
     * Words that belong together.
     *
     * @param origin where they stand, for error messages
     */
    record Line(String origin, List<String> words) {}

    private final List<Line> optionLines = new ArrayList<>();
    private final List<String> command = new ArrayList<>();

    Presets(List<Line> lines) {
        lines.forEach(this::add);
    }

    private void add(Line line) {
        int count = countOptions(line);
        List<String> options = line.words().subList(0, count);
        command.addAll(line.words().subList(count, line.words().size()));
        // It says where the options of this line end, not those of the run.
        boolean marked = count < line.words().size() && count > 0 && options.get(count - 1).equals("--");
        optionLines.add(new Line(line.origin(), List.copyOf(marked ? options.subList(0, count - 1) : options)));
    }

    private static int countOptions(Line line) {
        try {
            return RunCommand.countPresetOptions(line.words());
        } catch (UsageException e) {
            throw about(line, e);
        }
    }

    /**
     * The whole command line.
     *
     * @param options how many of {@code arguments} are options or their values
     */
    List<String> before(List<String> arguments, int options) {
        List<String> all = new ArrayList<>();
        optionLines.forEach(line -> all.addAll(line.words()));
        all.addAll(arguments.subList(0, options));
        all.addAll(command);
        all.addAll(arguments.subList(options, arguments.size()));
        return all;
    }

    /** {@code e}, or what it says with the line whose value is the cause. */
    UsageException blamed(UsageException e) {
        for (Line line : optionLines) {
            try {
                RunCommand.checkValues(line.words());
            } catch (UsageException same) {
                if (same.getMessage().equals(e.getMessage())) {
                    return about(line, e);
                }
            }
        }
        return e;
    }

    private static UsageException about(Line line, UsageException e) {
        return new UsageException(line.origin() + ": " + e.getMessage());
    }
}
