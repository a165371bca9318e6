package io.drover.serve;

import io.drover.posix.Signal;
import io.drover.sqlite.DatabaseException;
import io.drover.supervisor.Crew;
import io.drover.supervisor.CrewOrder;
import io.drover.supervisor.Supervisor;
import java.time.Duration;

/** How a service comes to its end. Any thread. */
final class Ending {
    private final Supervisor supervisor;
    private final StoreIntake intake;
    private final Crew queue;
    private final Beside beside;
    private final Duration grace;
    private final ServiceManager manager;
    private final Predecessors predecessors;
    private Runnable before = () -> {};
    private boolean begun;
    private volatile boolean ends;

    /** @param predecessors end with it, where there still are some */
    Ending(
            Supervisor supervisor,
            StoreIntake intake,
            Crew queue,
            Beside beside,
            Duration grace,
            ServiceManager manager,
            Predecessors predecessors) {
        this.supervisor = supervisor;
        this.intake = intake;
        this.queue = queue;
        this.beside = beside;
        this.grace = grace;
        this.manager = manager;
        this.predecessors = predecessors;
    }

    /** Done first when it is to end. */
    void before(Runnable action) {
        before = action;
    }

    /**
     * Another has taken over: what runs comes to its end here.
     *
     * @throws DatabaseException when what waits here cannot be given to it before that end
     */
    void leave() throws DatabaseException {
        manager.close();
        predecessors.leave();
        drain();
        beside.stop();
        intake.giveBack();
    }

    /** Whether it has begun. */
    boolean ends() {
        return ends;
    }

    /** Nothing new starts; it is over when nothing runs any more. Then processes are ended, too. */
    void drain() {
        ends = true;
        before.run();
        manager.stopping();
        intake.drain();
        queue.tell(new CrewOrder.Dismiss());
        queue.end().whenComplete((end, failure) -> beside.stop());
    }

    /** Lets what runs come to its end, for as long as the grace period; a second one does not. */
    synchronized void stop() {
        if (begun) {
            quit();
            return;
        }
        begun = true;
        predecessors.signal(Signal.TERM);
        drain();
        beside.stop();
        Thread timer = new Thread(() -> {
            try {
                Thread.sleep(grace.toMillis());
            } catch (InterruptedException e) {
                // At once, then.
            }
            // Each process has a grace period of its own.
            queue.tell(new CrewOrder.Stop(Signal.TERM));
        }, "drover-grace");
        timer.setDaemon(true);
        timer.start();
    }

    /** What runs is ended. */
    void quit() {
        ends = true;
        before.run();
        predecessors.signal(Signal.INT);
        manager.stopping();
        intake.drain();
        beside.stop();
        supervisor.tell(new CrewOrder.Stop(Signal.TERM));
    }
}
