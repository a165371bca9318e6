package io.drover.flow;

import com.google.protobuf.ByteString;
import io.drover.flow.journal.Item;
import io.drover.flow.journal.Recorder;
import io.drover.supervisor.Intake;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Brings items to stages, and knows when nothing more comes.
 *
 * <p>No stage starts tasks while one behind it has no room, and so the slowest keeps the source waiting. What goes to the same or an earlier
 * stage always finds room, if need be on disk: a flow that makes its own work cannot wait for itself.
 *
 * <p>Confined to the loop.
 */
final class Router implements AutoCloseable {
    private static final long MEMORY = 16 << 20;

    private final FlowPlan plan;
    private final Recorder recorder;
    private final Depot depot;
    private final List<Stage> stages = new ArrayList<>();
    /** Of all stages, by their numbers. */
    private final List<StageInput> inputs = new ArrayList<>();
    private final DeadLetters deadLetters = new DeadLetters();
    private long lastId;
    private long entered;
    private String failure;
    /** A stage could take more if one behind it had room. */
    private boolean waitsForRoom;
    private int stagesLeft;
    private volatile boolean drained;

    Router(FlowPlan plan, Intake source, Recorder recorder) {
        this.plan = plan;
        this.recorder = recorder;
        this.depot = new Depot(plan.tmpdir(), MEMORY);
        for (StagePlan stage : plan.stages()) {
            Stage added = new Stage(stage, stages.size(), inputs.size(), this, depot, stages.isEmpty() ? source : null);
            stages.add(added);
            inputs.addAll(added.inputs());
        }
        this.stagesLeft = stages.size();
    }

    /** What an earlier run of the flow has left to do. */
    void restore() throws IOException {
        lastId = recorder.restore(new Recorder.Restored() {
            @Override
            public void waits(int stage, String input, Item item) throws IOException {
                stages.get(stage).input(input).add(item);
            }

            @Override
            public void seen(int stage, String input, ByteString value) throws IOException {
                stages.get(stage).input(input).wants(value);
            }
        });
    }

    Recorder recorder() {
        return recorder;
    }

    List<Stage> stages() {
        return stages;
    }

    List<StageInput> inputs() {
        return inputs;
    }

    DeadLetters deadLetters() {
        return deadLetters;
    }

    Backlog backlog() {
        return new Backlog(depot);
    }

    long nextId() {
        return ++lastId;
    }

    /** An item from outside. */
    void enter(StageInput input, ByteString value) throws IOException {
        if (input.wants(value) && !recorder.isKnown(value)) {
            add(new Item(nextId(), value), input, 0);
        }
    }

    /**
     * Items for an input; {@code given} is empty then.
     *
     * @param parent the item whose task gave them
     */
    void deliver(StageInput input, Backlog given, long parent) throws IOException {
        if (!input.isUnique() && recorder == Recorder.NONE && failure == null) {
            count(given.count());
            input.addAll(given);
            return;
        }
        while (!given.isEmpty()) {
            Item item = given.poll();
            if (input.wants(item.value())) {
                add(item, input, parent);
            }
        }
    }

    private void add(Item item, StageInput input, long parent) throws IOException {
        count(1);
        recorder.item(item, input.stage().number(), input.name(), parent);
        if (failure == null) {
            input.add(item);
        }
    }

    private void count(long items) {
        entered += items;
        if (plan.maxItems() > 0 && entered > plan.maxItems()) {
            fail("there are more than the " + plan.maxItems() + " items of --max-items: is there a circle that never ends?");
        }
    }

    /** Nobody wants the task of an item. */
    void skipped(long item) {
        recorder.skipped(item);
    }

    /** Something for which the disk may be needed. */
    interface Step {
        void run() throws IOException;
    }

    /** Does it; the flow fails where that cannot be done. */
    void attempt(Step step) {
        try {
            step.run();
        } catch (IOException e) {
            fail(e.getMessage());
        }
    }

    /** Nothing more is taken; what runs is left to its end. */
    void fail(String message) {
        if (failure == null) {
            failure = message;
            changed();
        }
    }

    /** Nothing more comes from outside. Any thread. */
    void drain() {
        drained = true;
        changed();
    }

    boolean isDrained() {
        return drained;
    }

    /** Why nothing more is taken; null: it is. */
    String failure() {
        return failure;
    }

    /** How many items all stages behind this one have room for, at least. */
    long roomBehind(Stage stage) {
        long room = Integer.MAX_VALUE;
        for (int i = stage.number() + 1; i < stages.size(); i++) {
            room = Math.min(room, stages.get(i).room());
        }
        return room;
    }

    /** Whether a stage has nothing to do and never will have. */
    boolean nothingComesTo(Stage stage) {
        int last = plan.sends() ? stages.size() - 1 : stage.number();
        for (int i = 0; i <= last; i++) {
            if (!stages.get(i).sourceOver() || stages.get(i).present() > 0) {
                return false;
            }
        }
        return true;
    }

    /** Whether nothing more comes to a stage unless what waits there goes: of stages that wait for each other it is the first. */
    boolean nothingComesBefore(Stage stage) {
        return stages.subList(0, stage.number()).stream().allMatch(other -> other.sourceOver() && other.present() == 0)
                && stage.sourceOver()
                && (!plan.sends() || stages.subList(stage.number(), stages.size()).stream().allMatch(Stage::waitsForMore));
    }

    /** A stage could take more if those behind it had room. */
    void waitForRoom() {
        waitsForRoom = true;
    }

    /** A stage has taken of what waits for it: those before it may go on. */
    void taken() {
        if (waitsForRoom) {
            waitsForRoom = false;
            changed();
        }
    }

    /** The crew of a stage is over: returns how many are left. */
    int stageOver() {
        return --stagesLeft;
    }

    /** All stages are to look again. */
    void changed() {
        stages.forEach(Stage::wake);
    }

    @Override
    public void close() {
        depot.close();
    }
}
