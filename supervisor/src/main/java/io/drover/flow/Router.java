package io.drover.flow;

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
    private final Depot depot;
    private final List<Stage> stages = new ArrayList<>();
    private final DeadLetters deadLetters = new DeadLetters();
    private long lastId;
    private long entered;
    private String failure;
    /** A stage could take more if one behind it had room. */
    private boolean waitsForRoom;
    private int stagesLeft;

    Router(FlowPlan plan, Intake source) {
        this.plan = plan;
        this.depot = new Depot(plan.tmpdir(), MEMORY);
        for (StagePlan stage : plan.stages()) {
            stages.add(new Stage(stage, stages.size(), this, depot, stages.isEmpty() ? source : null));
        }
        this.stagesLeft = stages.size();
    }

    List<Stage> stages() {
        return stages;
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

    /** One more item from outside: returns its id. */
    long enter() {
        count(1);
        return nextId();
    }

    private void count(long items) {
        entered += items;
        if (plan.maxItems() > 0 && entered > plan.maxItems()) {
            fail("there are more than the " + plan.maxItems() + " items of --max-items: is there a circle that never ends?");
        }
    }

    /** Items for a stage; {@code given} is empty then. */
    void deliver(Stage stage, Backlog given) throws IOException {
        count(given.count());
        if (failure == null) {
            stage.addAll(given);
        } else {
            given.clear();
        }
    }

    /** Nothing more is taken; what runs is left to its end. */
    void fail(String message) {
        if (failure == null) {
            failure = message;
            changed();
        }
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
