package io.drover.serve;

import io.drover.control.Subject;
import io.drover.posix.Signal;
import io.drover.supervisor.Sight;
import io.drover.supervisor.Supervisor;
import io.drover.supervisor.SupervisorOrder;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** What a service does at which signal. QUIT is not among them: at that a JVM writes what its threads do. */
final class ServiceSignals {
    private final Supervisor supervisor;
    private final Subject.Member crew;
    private final Ending ending;
    private final Beside beside;
    private final ServiceManager manager;
    private final Upgrade upgrade;
    private final ServiceLog log;
    /** For what may take a moment: those who end it do not wait for that. */
    private final ExecutorService slow = Executors.newSingleThreadExecutor(task -> {
        Thread thread = new Thread(task, "drover-signals");
        thread.setDaemon(true);
        return thread;
    });

    /** @param crew whose slots TTIN and TTOU are about */
    ServiceSignals(
            Supervisor supervisor,
            Subject.Member crew,
            Ending ending,
            Beside beside,
            ServiceManager manager,
            Upgrade upgrade,
            ServiceLog log) {
        this.supervisor = supervisor;
        this.crew = crew;
        this.ending = ending;
        this.beside = beside;
        this.manager = manager;
        this.upgrade = upgrade;
        this.log = log;
    }

    /** Any thread; does not wait. */
    void on(Signal signal) {
        switch (signal) {
            case TERM -> ending.stop();
            case INT -> ending.quit();
            case HUP -> slow.execute(() -> manager.reloading(beside::reload));
            case TSTP -> supervisor.tell(SupervisorOrder.SUSPEND);
            case CONT -> supervisor.tell(SupervisorOrder.RESUME);
            case USR1 -> slow.execute(this::reopen);
            case TTIN -> slow.execute(() -> scale(1));
            case TTOU -> slow.execute(() -> scale(-1));
            case USR2 -> slow.execute(upgrade::wanted);
            case KILL, QUIT, PIPE, STOP -> { }
        }
    }

    private void reopen() {
        log.reopen();
        beside.reopen();
    }

    private void scale(int more) {
        for (Sight.CrewSight seen : supervisor.look().crews()) {
            if (seen.crew() == crew.crew().number()) {
                int slots = crew.helm().scale(Math.max(1, seen.progress().slots() + more), seen.workers());
                log.say("drover: " + slots + (slots == 1 ? " task" : " tasks") + " at a time");
            }
        }
    }
}
