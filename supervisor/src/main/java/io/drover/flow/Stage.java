package io.drover.flow;

import com.google.protobuf.ByteString;
import io.drover.flow.journal.Item;
import io.drover.flow.journal.Seen;
import io.drover.supervisor.Answer;
import io.drover.supervisor.Intake;
import io.drover.supervisor.core.TaskSpec;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

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
    private final Seen seen;
    /** Where items come from outside; null: nowhere, or nothing more. */
    private Intake source;
    /** They are served in turn with the items that wait, and however much waits behind this stage. */
    private final Deque<Asked> asked = new ArrayDeque<>();
    /** By item, while its task is at work. */
    private final Map<Long, Answer> answers = new HashMap<>();
    private boolean askedLast;
    /** Null where each item is a task. */
    private final Batches batches;
    private long atWork;
    /** Items that were here at the end of the last round, for any thread. */
    private volatile long seenPresent;
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
        this.slots = plan.slots();
        this.seen = plan.unique() ? new Seen() : null;
        this.source = source;
        this.batches = plan.batch().most() == 1 ? null : new Batches(plan.batch().most(), plan.batch().longest());
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

    /** Items that are here or that its crew has. */
    long present() {
        return waiting() + asked.size() + atWork;
    }

    /** As {@link #present}, at the end of the last round. Any thread. */
    long seenPresent() {
        return seenPresent;
    }

    void roundOver() {
        seenPresent = present();
    }

    int slots() {
        return slots;
    }

    boolean sourceOver() {
        return source == null;
    }

    /** How many items more it has room for, of which its crew may hold some; negative for each that is too many. */
    long room() {
        return plan.queue() - waiting() - Math.max(0, atWork - slots);
    }

    private record Asked(Item item, Answer answer) {}

    /** Something that somebody waits for. */
    void ask(Item item, Answer answer) {
        asked.add(new Asked(item, answer));
    }

    boolean isAsked(long item) {
        return !answers.isEmpty() && answers.containsKey(item);
    }

    /** Who waits for the item that has come to its end; null: nobody. */
    Answer takeAnswer(long item) {
        return answers.isEmpty() ? null : answers.remove(item);
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

    /** A task of it has its final state: returns what it was made of. */
    List<Item> finished(TaskSpec task) {
        atWork--;
        return batches == null ? List.of(new Item(task.id(), task.payload())) : batches.finished(task.id());
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
        List<TaskSpec> tasks = new ArrayList<>();
        try {
            while (tasks.size() < wanted) {
                boolean more = tasks.size() < room && hasMore((int) room);
                if (!asked.isEmpty() && (!more || !askedLast)) {
                    askedLast = true;
                    takeAsked(tasks);
                } else if (more) {
                    askedLast = false;
                    takeWaiting(tasks);
                } else {
                    break;
                }
            }
        } catch (IOException e) {
            router.fail(e.getMessage());
        }
        atWork += tasks.size();
        if (room <= 0) {
            router.waitForRoom();
        } else {
            router.taken();
        }
        if (!tasks.isEmpty()) {
            return new Delivery.Tasks(tasks);
        }
        if (router.failure() != null) {
            return new Delivery.Failed(router.failure());
        }
        return router.nothingComesTo(this) ? new Delivery.End() : null;
    }

    /** Whether a task can be made of items that wait. */
    private boolean hasMore(int room) throws IOException {
        if (batches == null) {
            return !waiting.isEmpty() || enter(room);
        }
        // More than one task's, but for those that are not there yet.
        while (waiting.count() < plan.batch().most() && enter(plan.batch().most())) {
            continue;
        }
        return batches.due(waiting, onChange);
    }

    private void takeWaiting(List<TaskSpec> tasks) throws IOException {
        if (batches == null) {
            Item item = waiting.poll();
            plan.form().task(item.id(), item.value()).ifPresentOrElse(tasks::add, () -> router.skipped(item.id()));
        } else {
            batches.take(waiting, plan.form()).ifPresent(tasks::add);
        }
    }

    private void takeAsked(List<TaskSpec> tasks) throws IOException {
        Asked next = asked.poll();
        Optional<TaskSpec> task = plan.form().task(next.item().id(), next.item().value());
        task.ifPresentOrElse(made -> {
            tasks.add(made);
            answers.put(made.id(), next.answer());
        }, () -> next.answer().fail("the stage " + plan.name() + " has a filter against that"));
    }

    /** Has some items come from outside; false if there are none now. */
    private boolean enter(int most) throws IOException {
        long before = waiting.count();
        while (waiting.count() == before && source != null) {
            Delivery delivery = source.take(most);
            if (delivery == null) {
                return false;
            }
            if (delivery instanceof Delivery.Tasks tasks) {
                for (TaskSpec task : tasks.tasks()) {
                    router.enter(this, value(task));
                }
            } else if (delivery instanceof Delivery.Failed failed) {
                source = null;
                router.fail(failed.message());
            } else {
                source = null;
                router.changed();
            }
        }
        return waiting.count() > before;
    }

    /** What comes from outside: a value as it is; several with TABs between them. */
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

    @Override
    public void close() {
        if (source != null) {
            source.close();
        }
    }
}
