package io.drover.serve;

import io.drover.posix.Posix;
import io.drover.posix.Signal;
import io.drover.sqlite.DatabaseException;
import io.drover.supervisor.output.Uninterruptibly;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;

/**
 * Services that had this store before and still run what was theirs then. As long as there are any, a thread looks what they have given
 * back, and sees to what was left to one that was killed. Any thread.
 */
final class Predecessors {
    private static final long SHORTEST_MILLIS = 20;
    private static final long LONGEST_MILLIS = 200;

    private final Store store;
    private final StoreIntake intake;
    private final IntSupplier slots;
    private final Interrupted rule;
    private final ServiceLog log;
    private final Thread thread = new Thread(this::watch, "drover-predecessors");
    private volatile List<Departures.Departed> all = List.of();

    /** @param slots of this one: what they need of as many is not taken by its own tasks */
    Predecessors(Store store, StoreIntake intake, IntSupplier slots, Interrupted rule, ServiceLog log) {
        this.store = store;
        this.intake = intake;
        this.slots = slots;
        this.rule = rule;
        this.log = log;
        thread.setDaemon(true);
    }

    /** Once, before tasks are taken. */
    void begin() throws DatabaseException {
        all = store.commit(connection -> store.departures().others());
        if (!all.isEmpty()) {
            intake.share(slots);
            thread.start();
        }
    }

    boolean any() {
        return !all.isEmpty();
    }

    /** Who runs a task that was left to them; null: none of them. */
    Departures.Departed of(long task) throws DatabaseException {
        return any() ? store.commit(connection -> store.departures().of(task)) : null;
    }

    /** How many tasks they have. */
    long tasks() throws DatabaseException {
        return any() ? store.commit(unused -> store.departures().left()) : 0;
    }

    /** They are to end, too. */
    void signal(Signal signal) {
        all.stream().filter(Departures.Departed::lives).forEach(one -> Posix.kill(one.pid(), signal));
    }

    /** Somebody else sees to them now. */
    void leave() {
        all = List.of();
        thread.interrupt();
    }

    /** Waits until none is left. */
    void awaitEnd() {
        Uninterruptibly.await(thread::join);
    }

    private void watch() {
        try {
            long pause = SHORTEST_MILLIS;
            for (long left = 0; any();) {
                TimeUnit.MILLISECONDS.sleep(pause);
                long now = look();
                pause = left == now ? Math.min(LONGEST_MILLIS, 2 * pause) : SHORTEST_MILLIS;
                left = now;
                intake.look();
            }
            intake.share(null);
        } catch (InterruptedException e) {
            // As wanted.
        } catch (DatabaseException e) {
            log.say("drover: what runs in other processes is not seen to: " + e.getMessage());
        }
    }

    /** Returns how many tasks they have. */
    private long look() throws DatabaseException {
        return store.commit(connection -> {
            for (Departures.Departed one : store.departures().others()) {
                if (!one.lives()) {
                    log.say("drover: process " + one.pid() + ", which had this store before, was killed");
                    Departures.settle(connection, one, rule);
                    store.dependents().settleLost();
                }
            }
            all = store.departures().others();
            return store.departures().left();
        });
    }
}
