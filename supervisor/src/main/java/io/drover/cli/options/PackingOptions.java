package io.drover.cli.options;

import io.drover.parallel.rows.Packing;
import picocli.CommandLine.Option;

/** Options about how many values go into one command line. */
public final class PackingOptions {

    @Option(
            names = {"-n", "--max-args"},
            paramLabel = "N",
            converter = CountConverter.class,
            description = "Up to N values for each command; {} stands for all of them.")
    private Integer maxArguments;

    @Option(
            names = {"-N", "--max-replace-args"},
            paramLabel = "N",
            converter = CountConverter.class,
            description = "Up to N values for each command, as {1} to {N}; 0 for a command without values for each.")
    private Integer maxReplaceArguments;

    @Option(
            names = "-L",
            paramLabel = "N",
            converter = CountConverter.class,
            description = "Up to N lines for each command; the word around {} is repeated.")
    private Integer maxLines;

    @Option(
            names = {"-l", "--max-lines"},
            arity = "0..1",
            paramLabel = "N",
            fallbackValue = "1",
            converter = CountConverter.class,
            preprocessor = OptionalValue.class,
            description = "Up to N lines for each command; 0 is 1.")
    private Integer attachedMaxLines;

    @Option(
            names = "-X",
            description = "As many values as fit for each command; the word around {} is repeated for each.")
    private boolean fillWithContext;

    @Option(names = "-m", description = "As many values as fit for each command; {} stands for all of them.")
    private boolean fill;

    @Option(
            names = "--xargs",
            description = "Like -m, without spreading the last values over all slots.")
    private boolean fillWithoutSpreading;

    @Option(
            names = {"-s", "--max-chars"},
            paramLabel = "N",
            converter = CountConverter.class,
            description = "Command lines stay shorter than N bytes.")
    private Integer maxLength;

    /** For {@code --pipe}: how many records a block has; 0 for as many as fit. */
    public int records() {
        if (maxReplaceArguments != null) {
            return maxReplaceArguments;
        }
        return maxArguments == null ? 0 : maxArguments;
    }

    /** For {@code --pipe}: how many lines a record has; 0 where that is not said. */
    public int lines() {
        if (maxLines != null) {
            return maxLines;
        }
        return attachedMaxLines == null ? 0 : Math.max(1, attachedMaxLines);
    }

    public Packing packing() {
        return new Packing(
                maxRows(),
                fillWithContext || fill || fillWithoutSpreading,
                fillWithContext || fill,
                fillWithContext || maxReplaceArguments != null || maxLines != null,
                maxLength == null ? 0 : maxLength,
                maxLines != null || attachedMaxLines != null);
    }

    private int maxRows() {
        for (Integer given : new Integer[] {maxReplaceArguments, maxArguments, maxLines}) {
            if (given != null) {
                return given;
            }
        }
        return attachedMaxLines == null ? -1 : Math.max(1, attachedMaxLines);
    }
}
