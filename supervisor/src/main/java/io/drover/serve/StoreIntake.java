package io.drover.serve;

import io.drover.sqlite.DatabaseException;
import io.drover.supervisor.CrewPlan;
import io.drover.supervisor.Intake;
import io.drover.supervisor.core.TaskSpec;
import io.drover.wire.EpochMicros;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * The first of the tasks that wait in the store, no more than keep the crew busy, for a more urgent one may come. A thread of its own
 * looks for more when it is told to, when few are left, and when the time of one has come.
 */
final class StoreIntake implements Intake {
    private static final int LEAST = 4;
    private static final int MOST = 2000;
    /** The clock may be set while somebody waits for a time. */
    private static final long LONGEST_WAIT_NANOS = TimeUnit.MINUTES.toNanos(1);
    /** After the store could not be used. */
    private static final long AGAIN_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final Store store;
    private final UnaryOperator<DueTask> mark;
    private final Thread thread = new Thread(this::loop, "drover-queue");
    private final PriorityQueue<TaskSpec> window = new PriorityQueue<>(Comparator.comparing(StoreIntake::queued));
    private Runnable onChange = () -> {};
    /** As many as the crew could use when it asked last, and some more. */
    private int size = LEAST;
    /** There may be more in the store. */
    private boolean more = true;
    /** Of those that may be there, the lowest rank. */
    private long first = Long.MIN_VALUE;
    /** When the next is due may have changed. */
    private boolean otherTimes;
    /** Held while tasks are on their way from the store. */
    private final Object loading = new Object();
    /** Cancelled while they may have been on their way from the store: null while none is. */
    private Set<Long> refused;
    /** Those that were taken out and do not go to the crew, until that is stored. Confined to the thread. */
    private final List<TaskEnd> astray = new ArrayList<>();
    private boolean over;
    private String failure;
    private volatile IntSupplier shared;
    private final Specs specs;

    /**
     * Of these.
     *
     * @param plan what is owed to a task that does not say otherwise; whether it is tried again is a matter of the store
     * @param mark adds what others want of each that is taken out
     */
    StoreIntake(Store store, CrewPlan plan, UnaryOperator<DueTask> mark) {
        this.store = store;
        this.mark = mark;
        this.specs = new Specs(plan);
        thread.setDaemon(true);
    }

    @Override
    public void open(Runnable change) {
        onChange = change;
        thread.start();
    }

    static Queued queued(TaskSpec task) {
        return (Queued) task.origin();
    }

    /** There may be more to start, and sooner. Any thread. */
    synchronized void look() {
        otherTimes = true;
        look(Long.MIN_VALUE);
    }

    /**
     * There may be more to start. Any thread.
     *
     * @param rank the lowest of what is new
     */
    synchronized void look(long rank) {
        more = true;
        first = Math.min(first, rank);
        notifyAll();
    }

    private boolean fewAreLeft() {
        return window.size() < size / 2;
    }

    private boolean wantsMore() {
        return more && (fewAreLeft() || first < queued(window.peek()).rank());
    }

    /** While nothing is loaded, and after those that no crew has are in the store again. */
    <T> T aside(Predicate<Queued> which, Store.Work<T> work) throws DatabaseException {
        synchronized (loading) {
            List<TaskSpec> back;
            synchronized (this) {
                back = window.stream().filter(task -> which.test(queued(task))).toList();
                window.removeAll(back);
                more = true;
            }
            boolean done = false;
            try {
                T result = store.commit(connection -> {
                    store.giveBack(back.stream().map(TaskSpec::id).toList());
                    return work.run(connection);
                });
                done = true;
                return result;
            } finally {
                if (!done) {
                    synchronized (this) {
                        window.addAll(back);
                    }
                }
            }
        }
    }

    /**
     * Others who had the store before have tasks as well. Any thread.
     *
     * @param slots how many there are for all of them together; null: there are no others any more
     */
    void share(IntSupplier slots) {
        shared = slots;
        look();
    }

    /** Some tasks have ended. Any thread. */
    void ended(boolean freed) {
        if (freed || shared != null) {
            look();
        }
    }

    /** What no crew has waits in the store, for another. After {@link #drain}; any thread. */
    void giveBack() throws DatabaseException {
        aside(task -> true, unused -> null);
    }

    /** Nothing more is taken out. Any thread. */
    void drain() {
        synchronized (this) {
            over = true;
            notifyAll();
        }
        onChange.run();
    }

    private void loop() {
        try {
            for (long next = 0; awaitNeed(next);) {
                next = work();
            }
        } catch (DatabaseException | InterruptedException | RuntimeException | Error e) {
            synchronized (this) {
                failure = e.getMessage() == null ? e.toString() : e.getMessage();
            }
            onChange.run();
        }
    }

    /** Returns when the next is due. */
    private long work() throws DatabaseException, InterruptedException {
        try {
            long next = store.wake(EpochMicros.now());
            load();
            return next;
        } catch (DatabaseException e) {
            if (!StoreFailure.mayPass(e)) {
                throw e;
            }
            // The station says so.
            synchronized (this) {
                refused = null;
                more = true;
                if (!over) {
                    TimeUnit.NANOSECONDS.timedWait(this, AGAIN_NANOS);
                }
            }
            return 0;
        }
    }

    /** Returns whether anything is wanted any more. */
    private synchronized boolean awaitNeed(long nextMicros) {
        long begun = System.nanoTime();
        while (!over && !otherTimes && !wantsMore()) {
            long left = nextMicros == Long.MAX_VALUE ? Long.MAX_VALUE : TimeUnit.MICROSECONDS.toNanos(nextMicros - EpochMicros.now());
            if (left <= 0 || System.nanoTime() - begun > LONGEST_WAIT_NANOS) {
                break;
            }
            try {
                if (left == Long.MAX_VALUE) {
                    wait();
                } else {
                    TimeUnit.NANOSECONDS.timedWait(this, Math.min(left + TimeUnit.MILLISECONDS.toNanos(1), LONGEST_WAIT_NANOS));
                }
            } catch (InterruptedException e) {
                return false;
            }
        }
        otherTimes = false;
        return !over;
    }

    private void load() throws DatabaseException {
        synchronized (loading) {
            fill();
        }
        if (!astray.isEmpty()) {
            boolean freed = store.ended(astray);
            astray.clear();
            ended(freed);
        }
    }

    private void fill() throws DatabaseException {
        int most;
        long before;
        synchronized (this) {
            // Where only what is more urgent is looked for, there may be others.
            more = !fewAreLeft();
            first = Long.MAX_VALUE;
            // What is there stays there: only what is more urgent comes besides.
            most = fewAreLeft() ? size - window.size() : size;
            before = fewAreLeft() ? Long.MAX_VALUE : queued(window.peek()).rank();
            refused = new HashSet<>();
        }
        IntSupplier slots = shared;
        List<DueTask> due = slots == null ? store.take(most, before) : store.take(most, before, slots.getAsInt());
        List<TaskSpec> tasks = new ArrayList<>();
        for (DueTask task : due) {
            if (specs.canRun(task)) {
                tasks.add(specs.of(mark.apply(task)));
            } else {
                astray.add(TaskEnd.never(task.queued(), "failed", "there is no directory " + task.path()));
            }
        }
        synchronized (this) {
            for (TaskSpec task : tasks) {
                if (refused.contains(task.id())) {
                    astray.add(TaskEnd.never(queued(task), "cancelled", null));
                } else {
                    window.add(task);
                }
            }
            refused = null;
            if (due.size() == most) {
                look(before == Long.MAX_VALUE ? Long.MAX_VALUE : Long.MIN_VALUE);
            }
        }
        if (!tasks.isEmpty()) {
            onChange.run();
        }
    }

    @Override
    public synchronized Delivery take(int wanted) {
        if (failure != null) {
            return new Delivery.Failed(failure);
        }
        if (over) {
            return new Delivery.End();
        }
        List<TaskSpec> taken = new ArrayList<>();
        while (taken.size() < wanted && !window.isEmpty()) {
            taken.add(window.poll());
        }
        size = Math.max(LEAST, Math.min(MOST, 2 * wanted));
        if (wantsMore()) {
            notifyAll();
        }
        return taken.isEmpty() ? null : new Delivery.Tasks(taken);
    }

    @Override
    public synchronized Optional<TaskSpec> remove(long id) {
        Optional<TaskSpec> found = window.stream().filter(task -> task.id() == id).findFirst();
        found.ifPresentOrElse(window::remove, () -> {
            if (refused != null) {
                refused.add(id);
            }
        });
        return found;
    }

    @Override
    public synchronized void close() {
        over = true;
        notifyAll();
    }
}
