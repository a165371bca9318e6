package io.drover.flow;

import com.google.protobuf.ByteString;
import io.drover.flow.journal.Item;
import io.drover.supervisor.Intake;
import io.drover.supervisor.core.FinishedTask;
import io.drover.supervisor.core.Ledger;
import io.drover.supervisor.core.TaskSpec;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * A stage at work: what waits for it, and how much of it runs. Its crew takes from here, of all that waits in turn: of each input, and of
 * what somebody asks.
 *
 * <p>Confined to the loop.
 */
final class Stage implements Intake {
    private static final ByteString TAB = ByteString.copyFromUtf8("\t");

    private final StagePlan plan;
    private final int number;
    private final Router router;
    private final List<StageInput> inputs = new ArrayList<>();
    private final int slots;
    /** Where items come from outside; null: nowhere, or nothing more. */
    private Intake source;
    /** They are served however much waits behind this stage. */
    private final Asked asked = new Asked();
    /** What was served last: an input, or behind the last one what was asked. */
    private int turn;
    private long atWork;
    /** Items that were here at the end of the last round, for any thread. */
    private volatile long seenPresent;
    private volatile Ledger.Totals more = Ledger.Totals.NONE;
    private Runnable onChange = () -> {};

    /**
     * @param number of the stages before it
     * @param before how many inputs these have
     * @param source null for all but the first
     */
    Stage(StagePlan plan, int number, int before, Router router, Depot depot, Intake source) {
        this.plan = plan;
        this.number = number;
        this.router = router;
        this.slots = plan.slots();
        this.source = source;
        for (String name : plan.inputs()) {
            inputs.add(new StageInput(this, before + inputs.size(), name, depot));
        }
        this.turn = inputs.size();
    }

    int number() {
        return number;
    }

    StagePlan plan() {
        return plan;
    }

    List<StageInput> inputs() {
        return inputs;
    }

    /** Where what goes to the stage by its name comes in. */
    StageInput first() {
        return inputs.get(0);
    }

    /** The one with this name, from an earlier run. */
    StageInput input(String name) throws IOException {
        return inputs.stream().filter(input -> input.name().equals(name)).findFirst().orElseThrow(() -> new IOException(
                "items of an earlier run came to the stage " + plan.name() + " by the input '" + name + "', which it does not have now"));
    }

    /** How many items wait. */
    long waiting() {
        long waiting = 0;
        for (StageInput input : inputs) {
            waiting += input.waiting();
        }
        return waiting;
    }

    /** Items that are here or that its crew has. */
    long present() {
        return waiting() + asked.waiting() + atWork;
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
        long most = 0;
        for (StageInput input : inputs) {
            most = Math.max(most, input.waiting());
        }
        return plan.queue() - most - Math.max(0, atWork - slots);
    }

    /** What somebody waits for. */
    Asked asked() {
        return asked;
    }

    /** A task of it has its final state: returns what it was made of. */
    List<Item> finished(FinishedTask task) {
        atWork--;
        List<Item> items = null;
        for (int i = 0; items == null; i++) {
            items = inputs.get(i).finished(task.task());
        }
        if (items.size() > 1) {
            more = more.plus(Ledger.Totals.of(task.outcome().column(), items.size() - 1));
        }
        return items;
    }

    /** Of each task that was made of several items all but one: the crew counts tasks. Any thread. */
    Ledger.Totals more() {
        return more;
    }

    /** Whether no more items come unless those go that wait. */
    boolean nothingElseComes() {
        return router.nothingComesBefore(this);
    }

    /** Whether nothing of it is at work, nor could be: what is here, if anything, waits for more to go with it. */
    boolean waitsForMore() {
        return atWork == 0 && asked.waiting() == 0 && inputs.stream().allMatch(StageInput::waitsForMore);
    }

    /** Nobody wants the task of an item. */
    void skipped(Item item) {
        router.skipped(item.id());
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
        router.attempt(() -> {
            while (tasks.size() < wanted && takeOne(tasks, room)) {
                continue;
            }
        });
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

    /** Serves the next that has work; false if none has. */
    private boolean takeOne(List<TaskSpec> tasks, long room) throws IOException {
        int all = inputs.size() + 1;
        for (int i = 1; i <= all; i++) {
            int next = (turn + i) % all;
            boolean taken = next == inputs.size() ? asked.take(tasks) : tasks.size() < room && takeWaiting(inputs.get(next), tasks, (int) room);
            if (taken) {
                turn = next;
                return true;
            }
        }
        return false;
    }

    private boolean takeWaiting(StageInput input, List<TaskSpec> tasks, int room) throws IOException {
        // More than one task's, but for those that are not there yet.
        int enough = input.most();
        while (input == first() && input.waiting() < enough && enter(enough == 1 ? room : enough)) {
            continue;
        }
        if (!input.due(onChange)) {
            return false;
        }
        input.take().ifPresent(tasks::add);
        return true;
    }

    /** Has some items come from outside; false if there are none now. */
    private boolean enter(int most) throws IOException {
        long before = first().waiting();
        if (source != null && router.isDrained()) {
            source.close();
            source = null;
            router.changed();
        }
        while (first().waiting() == before && source != null) {
            Delivery delivery = source.take(most);
            if (delivery == null) {
                return false;
            }
            if (delivery instanceof Delivery.Tasks tasks) {
                for (TaskSpec task : tasks.tasks()) {
                    router.enter(first(), value(task));
                }
            } else if (delivery instanceof Delivery.Failed failed) {
                source = null;
                router.fail(failed.message());
            } else {
                source = null;
                router.changed();
            }
        }
        return first().waiting() > before;
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
