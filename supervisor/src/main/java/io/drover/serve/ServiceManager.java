package io.drover.serve;

import io.drover.posix.Datagrams;
import io.drover.posix.PosixException;
import io.drover.posix.ThisProcess;
import io.drover.supervisor.Sight;
import io.drover.supervisor.Supervisor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Who has started the service and wants to know how it is: systemd, or another that names a socket in {@code NOTIFY_SOCKET}, as in
 * sd_notify(3). Where nobody does, nothing is said. Any thread.
 */
final class ServiceManager implements AutoCloseable {
    private static final long STATUS_MICROS = TimeUnit.SECONDS.toMicros(5);

    private final String socket = System.getenv("NOTIFY_SOCKET");
    private final Supervisor supervisor;
    private final boolean slow;
    private final Supplier<String> status;
    private final ServiceLog log;
    private final Thread thread = new Thread(this::watch, "drover-notify");
    private final Health health = new Health();
    private String told = "";
    private volatile boolean closed;
    private long toldAt;

    /**
     * @param slow whether there may be long times between the starts of two tasks, as somebody wanted
     * @param status what there is to tell as long as it is well
     */
    ServiceManager(Supervisor supervisor, boolean slow, Supplier<String> status, ServiceLog log) {
        this.supervisor = supervisor;
        this.slow = slow;
        this.status = status;
        this.log = log;
        thread.setDaemon(true);
    }

    /** Whether anybody wants to know. */
    private boolean listens() {
        return socket != null && !socket.isEmpty();
    }

    /** 0: nobody watches. */
    private static long watchdogMicros() {
        String micros = System.getenv("WATCHDOG_USEC");
        String pid = System.getenv("WATCHDOG_PID");
        boolean ours = pid == null || pid.equals(Long.toString(ThisProcess.id()));
        return micros != null && micros.matches("\\d{1,18}") && ours ? Long.parseLong(micros) : 0;
    }

    /**
     * It takes tasks. Once.
     *
     * @param other whether another process was the service until now
     */
    void ready(boolean other) {
        tell((other ? "MAINPID=" + ThisProcess.id() + "\n" : "") + "READY=1\nSTATUS=takes tasks");
        if (listens()) {
            thread.start();
        }
    }

    /** Does what is told as one reload, in this thread. */
    void reloading(Runnable reload) {
        // nanoTime() is CLOCK_MONOTONIC on Linux.
        tell("RELOADING=1\nMONOTONIC_USEC=" + TimeUnit.NANOSECONDS.toMicros(System.nanoTime()));
        reload.run();
        tell("READY=1");
    }

    void stopping() {
        tell("STOPPING=1");
    }

    /** From now on the supervisor has to answer, and its crews have to be well, before it is told that all is. */
    private void watch() {
        // Half of it, as sd_watchdog_enabled(3) advises.
        long watchdog = watchdogMicros() / 2;
        String complaint = null;
        try {
            while (true) {
                TimeUnit.MICROSECONDS.sleep(watchdog > 0 ? Math.min(watchdog, STATUS_MICROS) : STATUS_MICROS);
                Sight sight = supervisor.look();
                String wrong = health.look(sight, slow, System.nanoTime()).orElse(null);
                if (wrong != null && complaint == null) {
                    log.say("drover: not well, the service manager is not told otherwise: " + wrong);
                }
                complaint = wrong;
                if (watchdog > 0 && wrong == null && !sight.crews().isEmpty()) {
                    tell("WATCHDOG=1");
                }
                tellStatus(wrong == null ? status.get() : wrong);
            }
        } catch (InterruptedException e) {
            // As wanted.
        }
    }

    /** Only what is new, and not all the time. */
    private void tellStatus(String now) {
        long nanos = System.nanoTime();
        if (!now.equals(told) && (told.isEmpty() || nanos - toldAt >= TimeUnit.MICROSECONDS.toNanos(STATUS_MICROS))) {
            told = now;
            toldAt = nanos;
            tell("STATUS=" + now);
        }
    }

    private void tell(String message) {
        if (listens() && !closed) {
            try {
                Datagrams.send(socket, message);
            } catch (PosixException | IllegalArgumentException e) {
                // Whoever wanted to know is gone.
            }
        }
    }

    /** Nothing is said any more. */
    @Override
    public void close() {
        closed = true;
        thread.interrupt();
    }
}
