package io.drover.cli.options;

import io.drover.cli.words.Durations;
import io.drover.flow.StagePlan;
import io.drover.parallel.text.RawArguments;
import io.drover.parallel.text.UsageException;
import java.time.Duration;
import picocli.CommandLine.Option;

/** Options about a stage of a flow, and about all of its items. */
public final class FlowOptions {
    /** For the help alone: the words of a run are divided before they are parsed. */
    @Option(
            names = "--then",
            description = "Behind it stand options and command of the next stage: each line that the one before prints is an item there.")
    private boolean then;

    @Option(
            names = "--stage",
            paramLabel = "NAME",
            description = "What this stage is called where items are sent to it and where it is told of. Default: its number.")
    private String name;

    @Option(
            names = "--queue",
            paramLabel = "N",
            converter = CountConverter.class,
            description = "While so many items wait for this stage, those before it start no task. Default: 4096.")
    private Integer queue;

    @Option(
            names = "--batch-wait",
            paramLabel = "TIME",
            description = "With -n or -N, so long items wait for others to go with them, unless nothing more can come. Default: those that"
                    + " wait go.")
    private String batchWait;

    @Option(
            names = "--unique",
            description = "An item that has come to this stage is dropped when it comes again.")
    private boolean unique;

    @Option(
            names = "--emit-fd",
            paramLabel = "FD",
            description = "Each line that a command writes to this descriptor, or to the file $DROVER_EMIT, is one more item of the first"
                    + " stage, and NAME, TAB and an item one of that stage. They count if the command succeeds.")
    private Integer emit;

    @Option(
            names = "--max-items",
            paramLabel = "N",
            description = "End the run when there are more items than this in all stages together, as in a circle that never ends.")
    private Long maxItems;

    /** Whether one of them is there that a run without stages does not know. */
    public boolean given() {
        return then || name != null || queue != null || batchWait != null || unique || emit != null || maxItems != null;
    }

    /**
     * Refuses values that make no sense.
     *
     * @param most values of one task
     */
    public void check(int most) {
        name(1);
        batch(most);
        queue();
        emit();
        maxItems();
    }

    /** Whether it has another name than its number. */
    public boolean named() {
        return name != null;
    }

    /** @param number of the stage, from 1 */
    public String name(int number) {
        if (name == null) {
            return Integer.toString(number);
        }
        String text = RawArguments.text(name);
        if (text.isBlank() || text.contains("\t") || text.contains("\n")) {
            throw new UsageException("--stage wants a name without TABs and newlines, not '" + text + "'");
        }
        return text;
    }

    public int queue() {
        return queue == null ? StagePlan.USUAL_QUEUE : (int) positive(queue, "--queue");
    }

    /** @param most items of one task */
    public StagePlan.Batch batch(int most) {
        Duration longest = batchWait == null ? Duration.ZERO : Duration.ofMillis(Durations.millis(batchWait, "--batch-wait"));
        if (batchWait != null && most < 2) {
            throw new UsageException("--batch-wait is for stages whose tasks take several items: it goes with -n or -N");
        }
        return new StagePlan.Batch(Math.max(1, most), longest);
    }

    public boolean unique() {
        return unique;
    }

    /** 0: none. */
    public int emit() {
        if (emit != null && (emit < 3 || emit > 9)) {
            throw new UsageException("--emit-fd wants a descriptor from 3 to 9, not " + emit);
        }
        return emit == null ? 0 : emit;
    }

    /** 0: any number. */
    public long maxItems() {
        return maxItems == null ? 0 : positive(maxItems, "--max-items");
    }

    private static long positive(long number, String option) {
        if (number < 1) {
            throw new UsageException(option + " wants a number from 1, not " + number);
        }
        return number;
    }
}
