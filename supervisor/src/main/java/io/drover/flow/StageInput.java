package io.drover.flow;

import com.google.protobuf.ByteString;
import io.drover.flow.journal.Item;
import io.drover.flow.journal.Seen;
import io.drover.supervisor.core.TaskSpec;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * A way into a stage, and what waits there.
 *
 * <p>Confined to the loop.
 */
final class StageInput {
    private final Stage stage;
    private final int number;
    /** Empty where the stage has no other. */
    private final String name;
    private final Backlog waiting;
    /** What has come here; null where that does not matter. */
    private final Seen seen;
    /** Null where each item is a task. */
    private final Batches batches;

    /** @param number in the flow, of all inputs */
    StageInput(Stage stage, int number, String name, Depot depot) {
        StagePlan plan = stage.plan();
        this.stage = stage;
        this.number = number;
        this.name = name;
        this.waiting = new Backlog(depot);
        this.seen = plan.unique() ? new Seen() : null;
        this.batches = plan.batch().most() == 1 ? null : new Batches(plan.batch().most(), plan.batch().longest());
    }

    Stage stage() {
        return stage;
    }

    int number() {
        return number;
    }

    String name() {
        return name;
    }

    /** How many items wait. */
    long waiting() {
        return waiting.count();
    }

    /** Whether an item is one for it: it has not been here, where that matters. It has now. */
    boolean wants(ByteString value) {
        return seen == null || seen.add(value);
    }

    boolean isUnique() {
        return seen != null;
    }

    void add(Item item) throws IOException {
        waiting.add(item);
    }

    /** All items of {@code given}, which is empty then. */
    void addAll(Backlog given) throws IOException {
        waiting.addAll(given);
    }

    /** How many items one task takes. */
    int most() {
        return batches == null ? 1 : stage.plan().batch().most();
    }

    /**
     * Whether a task can be made of items that wait.
     *
     * @param wake has this asked again
     */
    boolean due(Runnable wake) {
        return batches == null ? !waiting.isEmpty() : batches.due(waiting, stage.plan().queue(), stage::nothingElseComes, wake);
    }

    /** Whether what waits, if anything does, is too little for a task. */
    boolean waitsForMore() {
        return waiting.isEmpty() || batches != null && !batches.enough(waiting, stage.plan().queue());
    }

    /** The task of the first that wait; there is one. Empty where nobody wants it. */
    Optional<TaskSpec> take() throws IOException {
        List<Item> items = batches == null ? List.of(waiting.poll()) : batches.take(waiting);
        Optional<TaskSpec> task = task(items);
        if (task.isEmpty()) {
            items.forEach(stage::skipped);
        } else if (batches != null) {
            batches.begin(items);
        }
        return task;
    }

    /** The task of items that have come this way. */
    Optional<TaskSpec> task(List<Item> items) throws IOException {
        List<ByteString> values = items.size() == 1 ? List.of(items.get(0).value()) : items.stream().map(Item::value).toList();
        Optional<TaskSpec> task = stage.plan().form().task(items.get(0).id(), values);
        return name.isEmpty() ? task : task.map(made -> made.in(made.surroundings().by(name)));
    }

    /** What a task of this input was made of, which has its final state; null if it is of another. */
    List<Item> finished(TaskSpec task) {
        return batches == null ? List.of(new Item(task.id(), task.payload())) : batches.finished(task.id());
    }
}
