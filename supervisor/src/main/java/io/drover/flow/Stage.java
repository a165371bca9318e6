package io.drover.flow;

import com.google.protobuf.ByteString;
import io.drover.supervisor.Intake;
import io.drover.supervisor.core.TaskSpec;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A stage at work: what waits for it, and how much of it runs. Its crew takes from here.
 *
 * <p>Confined to the loop.
 */
final class Stage implements Intake {
    private static final ByteString TAB = ByteString.copyFromUtf8("\t");

    private final StagePlan plan;
    private final int number;
    private final Router router;
    private final Backlog waiting;
    private final int slots;
    /** What has been here; null where that does not matter. */
    private final Set<ByteString> seen;
    /** Where items come from outside; null: nowhere, or nothing more. */
    private Intake source;
    /** What came from there together and is not taken yet. */
    private final Deque<TaskSpec> entered = new ArrayDeque<>();
    private long atWork;
    private Runnable onChange = () -> {};

    /**
     * @param number of the stages before it
     * @param source null for all but the first
     */
    Stage(StagePlan plan, int number, Router router, Depot depot, Intake source) {
        this.plan = plan;
        this.number = number;
        this.router = router;
        this.waiting = new Backlog(depot);
        this.slots = Arrays.stream(plan.crew().slots()).sum();
        this.seen = plan.unique() ? new HashSet<>() : null;
        this.source = source;
    }

    int number() {
        return number;
    }

    StagePlan plan() {
        return plan;
    }

    /** How many items wait. */
    long waiting() {
        return waiting.count() + entered.size();
    }

    /** Items that are here or that its crew has. */
    long present() {
        return waiting() + atWork;
    }

    boolean sourceOver() {
        return source == null;
    }

    /** How many items more it has room for, of which its crew may hold some; negative for each that is too many. */
    long room() {
        return plan.queue() - waiting() - Math.max(0, atWork - slots);
    }

    /** An item for it, unless it has been here. */
    void add(Item item) throws IOException {
        if (seen == null || seen.add(item.value())) {
            waiting.add(item);
        }
    }

    /** All items of {@code given}, which is empty then. */
    void addAll(Backlog given) throws IOException {
        if (seen == null) {
            waiting.addAll(given);
            return;
        }
        while (!given.isEmpty()) {
            add(given.poll());
        }
    }

    /** A task of it has its final state. */
    void finished() {
        atWork--;
    }

    /** Its crew is to look again. */
    void wake() {
        onChange.run();
    }

    // ----------------------------------------------------------------- intake

    @Override
    public void open(Runnable change) {
        onChange = change;
        if (source != null) {
            source.open(change);
        }
    }

    @Override
    public Delivery take(int wanted) {
        if (router.failure() != null) {
            return new Delivery.Failed(router.failure());
        }
        long room = Math.min(wanted, router.roomBehind(this) + slots - atWork);
        if (room > 0) {
            Delivery delivery = takeWaiting((int) room);
            if (delivery == null) {
                delivery = takeFromSource((int) room);
            }
            if (delivery != null) {
                return delivery;
            }
        } else {
            router.waitForRoom();
        }
        return router.nothingComesTo(this) ? new Delivery.End() : null;
    }

    private Delivery takeWaiting(int most) {
        List<TaskSpec> tasks = new ArrayList<>();
        try {
            while (tasks.size() < most && !waiting.isEmpty()) {
                Item item = waiting.poll();
                plan.form().task(item.id(), item.value()).ifPresent(tasks::add);
            }
        } catch (IOException e) {
            router.fail(e.getMessage());
        }
        return delivery(tasks);
    }

    private Delivery takeFromSource(int most) {
        while (entered.isEmpty() && source != null) {
            Delivery delivery = source.take(most);
            if (delivery instanceof Delivery.Tasks tasks) {
                tasks.tasks().stream().filter(this::isNew).map(task -> task.withId(router.enter())).forEach(entered::add);
            } else if (delivery instanceof Delivery.End) {
                source = null;
                router.changed();
            } else {
                return delivery;
            }
        }
        List<TaskSpec> tasks = new ArrayList<>();
        while (tasks.size() < most && !entered.isEmpty()) {
            tasks.add(entered.poll());
        }
        return delivery(tasks);
    }

    private boolean isNew(TaskSpec task) {
        return seen == null || seen.add(value(task));
    }

    /** What a task from outside would be as an item: the values that it was made of, where they are known. */
    private static ByteString value(TaskSpec task) {
        byte[][] values = task.arguments();
        if (values == null) {
            return task.payload();
        }
        ByteString joined = ByteString.copyFrom(values[0]);
        for (int i = 1; i < values.length; i++) {
            joined = joined.concat(TAB).concat(ByteString.copyFrom(values[i]));
        }
        return joined;
    }

    private Delivery delivery(List<TaskSpec> tasks) {
        atWork += tasks.size();
        router.taken();
        return tasks.isEmpty() ? null : new Delivery.Tasks(tasks);
    }

    @Override
    public void close() {
        if (source != null) {
            source.close();
        }
    }
}
