package io.drover.flow;

import com.google.protobuf.ByteString;
import io.drover.supervisor.Intake;
import io.drover.supervisor.core.TaskSpec;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A stage at work: what waits for it, and how much of it runs. Its crew takes from here.
 *
 * <p>Confined to the loop.
 */
final class Stage implements Intake {
    private final StagePlan plan;
    private final int number;
    private final Router router;
    private final Backlog waiting;
    private final int slots;
    /** What has been here; null where that does not matter. */
    private final Set<ByteString> seen;
    /** Where items come from outside; null: nowhere, or nothing more. */
    private Intake source;
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
        return waiting.count();
    }

    /** Items that are here or that its workers have. */
    long present() {
        return waiting.count() + atWork;
    }

    boolean sourceOver() {
        return source == null;
    }

    /** How many items more it has room for; negative for each that is too many. */
    long room() {
        return plan.queue() - waiting.count();
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
            Delivery delivery = waiting.isEmpty() ? takeFromSource((int) room) : takeWaiting((int) room);
            if (delivery != null) {
                return delivery;
            }
        } else {
            router.waitForRoom();
        }
        return router.nothingComesTo(this) ? new Delivery.End() : null;
    }

    private Delivery takeWaiting(int most) {
        List<TaskSpec> tasks = new ArrayList<>(Math.min(most, 64));
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
        Delivery delivery = source == null ? null : source.take(most);
        if (delivery instanceof Delivery.Tasks tasks) {
            return delivery(tasks.tasks().stream().filter(this::isNew).map(task -> task.withId(router.enter())).toList());
        }
        if (delivery instanceof Delivery.End) {
            source = null;
            router.changed();
            return null;
        }
        return delivery;
    }

    private boolean isNew(TaskSpec task) {
        return seen == null || seen.add(task.payload());
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
