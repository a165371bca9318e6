package io.drover.serve;

import io.drover.posix.Datagrams;
import io.drover.posix.PosixException;
import io.drover.posix.ThisProcess;
import io.drover.supervisor.Supervisor;
import java.util.concurrent.TimeUnit;

/**
 * Who has started the service and wants to know how it is: systemd, or another that names a socket in {@code NOTIFY_SOCKET}, as in
 * sd_notify(3). Where nobody does, nothing is said. Any thread.
 */
final class ServiceManager implements AutoCloseable {
    private final String socket = System.getenv("NOTIFY_SOCKET");
    private final Thread watchdog;

    /** @param supervisor whose loop has to answer before the watchdog is told that all is well */
    ServiceManager(Supervisor supervisor) {
        long micros = watchdogMicros();
        watchdog = new Thread(() -> watch(supervisor, micros), "drover-watchdog");
        watchdog.setDaemon(true);
    }

    /** 0: nobody watches. */
    private long watchdogMicros() {
        String micros = System.getenv("WATCHDOG_USEC");
        String pid = System.getenv("WATCHDOG_PID");
        boolean ours = pid == null || pid.equals(Long.toString(ThisProcess.id()));
        return socket != null && micros != null && micros.matches("\\d{1,18}") && ours ? Long.parseLong(micros) : 0;
    }

    void ready(String status) {
        tell("READY=1\nSTATUS=" + status);
        if (watchdogMicros() > 0) {
            watchdog.start();
        }
    }

    void stopping() {
        tell("STOPPING=1");
    }

    private void watch(Supervisor supervisor, long micros) {
        try {
            while (true) {
                // Half of it, as sd_watchdog_enabled(3) advises.
                TimeUnit.MICROSECONDS.sleep(Math.max(1, micros / 2));
                if (!supervisor.look().crews().isEmpty()) {
                    tell("WATCHDOG=1");
                }
            }
        } catch (InterruptedException e) {
            // As wanted.
        }
    }

    private void tell(String message) {
        if (socket != null && !socket.isEmpty()) {
            try {
                Datagrams.send(socket, message);
            } catch (PosixException | IllegalArgumentException e) {
                // Whoever wanted to know is gone.
            }
        }
    }

    @Override
    public void close() {
        watchdog.interrupt();
    }
}
