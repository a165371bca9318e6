package io.drover.serve;

import io.drover.posix.Signal;
import io.drover.supervisor.CrewOrder;
import io.drover.supervisor.Supervisor;
import java.time.Duration;

/** How a service comes to its end. Any thread. */
final class Ending {
    private final Supervisor supervisor;
    private final StoreIntake intake;
    private final Duration grace;
    private final ServiceManager manager;
    private boolean begun;

    Ending(Supervisor supervisor, StoreIntake intake, Duration grace, ServiceManager manager) {
        this.supervisor = supervisor;
        this.intake = intake;
        this.grace = grace;
        this.manager = manager;
    }

    /** Nothing new starts; it is over when nothing runs any more. */
    void drain() {
        manager.stopping();
        intake.drain();
        supervisor.tell(new CrewOrder.Dismiss());
    }

    /** Lets what runs come to its end, for as long as the grace period; a second one does not. */
    synchronized void stop() {
        if (begun) {
            quit();
            return;
        }
        begun = true;
        drain();
        Thread timer = new Thread(() -> {
            try {
                Thread.sleep(grace.toMillis());
            } catch (InterruptedException e) {
                // At once, then.
            }
            quit();
        }, "drover-grace");
        timer.setDaemon(true);
        timer.start();
    }

    /** What runs is ended. */
    void quit() {
        manager.stopping();
        intake.drain();
        supervisor.tell(new CrewOrder.Stop(Signal.TERM));
    }
}
