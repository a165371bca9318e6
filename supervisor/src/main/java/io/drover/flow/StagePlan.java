package io.drover.flow;

import io.drover.supervisor.CrewPlan;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/**
 * What a stage of a flow is and does.
 *
 * @param name by which items are sent to it; none other in the flow has it
 * @param crew its workers, what they do and how many tasks at a time
 * @param form makes tasks of its items
 * @param gives how its results become items of the next stage, and what it sends items of other stages as
 * @param queue while so many items wait for it at one of its inputs, no stage before it starts tasks, but for as many as it has slots
 * @param unique whether an item that has been there is dropped when it comes again
 * @param batch how many items go to one task together
 * @param inputs the names of its ways in, each with a queue of its own; what names none comes by the first
 */
public record StagePlan(
        String name, CrewPlan crew, ItemForm form, Gives gives, int queue, boolean unique, Batch batch, List<String> inputs) {
    /** One way in, which needs no name. */
    public static final List<String> ONE_INPUT = List.of("");

    /** The bound where nobody says another: enough for the shortest tasks, of which thousands are on their way at a time. */
    public static final int USUAL_QUEUE = 4096;

    /** How many of its tasks run at a time. */
    int slots() {
        return Arrays.stream(crew.slots()).sum();
    }

    /**
     * Items that go to one task together.
     *
     * @param most of them
     * @param longest so long they wait for each other while more may come; zero: those that wait go
     */
    public record Batch(int most, Duration longest) {
        /** Each item is a task. */
        public static final Batch NONE = new Batch(1, Duration.ZERO);
    }

    /** How items come out of a stage. */
    public enum Gives {
        /** Each line of its standard output is an item, and each line that it sends is one, after {@code NAME\t} where it is for that stage. */
        LINES,
        /** Its result is one item, unless it is empty; those that it sends come one after the other, each with the number of its stage. */
        VALUES
    }
}
