package io.drover.it;

import io.drover.posix.ExitStatus;
import io.drover.posix.Posix;
import io.drover.posix.Signal;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** A process that a test has started, in a process group of its own. */
final class DroverProcess {
    private final Sandbox sandbox;
    private final List<String> line;
    private final int pid;
    private final Path out;
    private final Path err;
    private final CompletableFuture<ExitStatus> end = new CompletableFuture<>();

    DroverProcess(Sandbox sandbox, List<String> line, int pid, Path out, Path err) {
        this.sandbox = sandbox;
        this.line = line;
        this.pid = pid;
        this.out = out;
        this.err = err;
        // Not java.lang.Process, which has one number for an exit code and a signal.
        Thread waiter = new Thread(() -> end.complete(Posix.await(pid).orElseThrow().status()), "wait-" + pid);
        waiter.setDaemon(true);
        waiter.start();
    }

    int pid() {
        return pid;
    }

    void signal(Signal signal) {
        Posix.kill(pid, signal);
    }

    boolean ended() {
        return end.isDone();
    }

    Result awaitEnd() {
        Awaits.await("the end of " + pid, end::isDone, sandbox::describe);
        return new Result(end.join(), read(out), read(err));
    }

    String out() {
        return new String(read(out), StandardCharsets.ISO_8859_1);
    }

    String err() {
        return new String(read(err), StandardCharsets.ISO_8859_1);
    }

    /** Waits until standard error has {@code part}. */
    void awaitComplaint(String part) {
        Awaits.await("\"" + part + "\" on stderr", () -> err().contains(part), sandbox::describe);
    }

    String describe() {
        return pid + " " + Result.tail(line.toString()) + "\n" + (end.isDone() ? "ended: " + end.join() : "running")
                + "\nstdout: " + Result.tail(out()) + "\nstderr: " + Result.tail(err());
    }

    private static byte[] read(Path file) {
        try {
            return Files.isRegularFile(file) ? Files.readAllBytes(file) : new byte[0];
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
