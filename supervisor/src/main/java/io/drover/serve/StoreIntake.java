package io.drover.serve;

import io.drover.sqlite.DatabaseException;
import io.drover.supervisor.Intake;
import io.drover.supervisor.core.SlotText;
import io.drover.supervisor.core.Surroundings;
import io.drover.supervisor.core.TaskDirectory;
import io.drover.supervisor.core.TaskSpec;
import io.drover.supervisor.core.Terms;
import io.drover.wire.EpochMicros;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * The first of the tasks that wait in the store, no more than keep the crew busy, for a more urgent one may come. A thread of its own
 * looks for more when it is told to, when few are left, and when the time of one has come.
 */
final class StoreIntake implements Intake {
    private static final int LEAST = 4;
    private static final int MOST = 2000;
    /** The clock may be set while somebody waits for a time. */
    private static final long LONGEST_WAIT_NANOS = TimeUnit.MINUTES.toNanos(1);

    private final Store store;
    private final Thread thread = new Thread(this::loop, "drover-queue");
    private final PriorityQueue<TaskSpec> window = new PriorityQueue<>(
            Comparator.comparingInt(StoreIntake::priority).reversed().thenComparingLong(TaskSpec::id));
    private Runnable onChange = () -> {};
    /** As many as the crew could use when it asked last, and some more. */
    private int size = LEAST;
    /** There may be more in the store. */
    private boolean more = true;
    /** Of those that may be there, the highest. */
    private int highest = Integer.MIN_VALUE;
    /** Cancelled while they may have been on their way from the store: null while none is. */
    private Set<Long> refused;
    private boolean over;
    private String failure;
    private final Terms usual;
    /** Of the last task: most have the same. */
    private Terms terms;

    /** @param usual what is owed to a task that does not say otherwise */
    StoreIntake(Store store, Terms usual) {
        this.store = store;
        this.usual = usual;
        this.terms = usual;
        thread.setDaemon(true);
    }

    @Override
    public void open(Runnable change) {
        onChange = change;
        thread.start();
    }

    private static int priority(TaskSpec task) {
        return task.terms().priority();
    }

    /** There may be more to start. Any thread. */
    void look() {
        look(Integer.MIN_VALUE);
    }

    /**
     * As {@link #look()}.
     *
     * @param priority the highest of what is new
     */
    synchronized void look(int priority) {
        more = true;
        highest = Math.max(highest, priority);
        notifyAll();
    }

    private boolean wantsMore() {
        boolean urgent = !window.isEmpty() && highest > priority(window.peek());
        return more && (window.size() < size / 2 || urgent);
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
            for (long next = store.wake(); awaitNeed(next); next = store.wake()) {
                load();
            }
        } catch (DatabaseException | RuntimeException | Error e) {
            synchronized (this) {
                failure = e.getMessage() == null ? e.toString() : e.getMessage();
            }
            onChange.run();
        }
    }

    /** Returns whether anything is wanted any more. */
    private synchronized boolean awaitNeed(long nextMicros) {
        long begun = System.nanoTime();
        while (!over && !wantsMore()) {
            long left = nextMicros == Long.MAX_VALUE ? Long.MAX_VALUE : 1000 * (nextMicros - EpochMicros.now());
            if (left <= 0 || System.nanoTime() - begun > LONGEST_WAIT_NANOS) {
                more = true;
                return true;
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
        return !over;
    }

    private void load() throws DatabaseException {
        int most;
        synchronized (this) {
            more = false;
            highest = Integer.MIN_VALUE;
            most = size;
            refused = new HashSet<>();
        }
        List<DueTask> due = store.due(most);
        List<TaskEnd> astray = new ArrayList<>();
        List<TaskSpec> tasks = new ArrayList<>();
        for (DueTask task : due) {
            String directory = new String(task.directory(), StandardCharsets.UTF_8);
            if (Files.isDirectory(Path.of(directory))) {
                tasks.add(spec(task));
            } else {
                astray.add(new TaskEnd(task.id(), "failed", 0, 0, 0, -1, -1, "there is no directory " + directory, null, null));
            }
        }
        synchronized (this) {
            for (TaskSpec task : tasks) {
                if (refused.contains(task.id())) {
                    astray.add(new TaskEnd(task.id(), "cancelled", 0, 0, 0, -1, -1, null, null, null));
                } else {
                    window.add(task);
                }
            }
            refused = null;
            more |= due.size() == most;
        }
        if (!astray.isEmpty() && store.ended(astray)) {
            look();
        }
        if (!tasks.isEmpty()) {
            onChange.run();
        }
    }

    private TaskSpec spec(DueTask task) {
        int most = task.most() == 0 ? usual.attempts() : task.most();
        Duration timeout = task.timeoutMillis() == 0 ? usual.timeout() : Duration.ofMillis(task.timeoutMillis());
        if (terms.attempts() != most || !terms.timeout().equals(timeout) || terms.priority() != task.priority()) {
            terms = usual.attempts(most).timeout(timeout).priority(task.priority());
        }
        TaskDirectory directory = new TaskDirectory(new SlotText(task.directory(), null), false);
        Surroundings surroundings = new Surroundings(List.of(), directory, task.environment());
        return new TaskSpec(task.id(), task.command(), null, null, terms, surroundings, 0, null);
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
