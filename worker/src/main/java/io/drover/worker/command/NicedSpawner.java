package io.drover.worker.command;

import io.drover.posix.Posix;
import io.drover.posix.PosixException;
import io.drover.posix.Spawner;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;

/**
 * Starts processes from a thread that has a nice value: they have it from their first instruction on, and so has
 * whatever they start. A thread of its own, because those that watch commands must not be slow, and without privileges
 * a thread that is nice once stays so.
 */
final class NicedSpawner {
    private final Executor thread;

    NicedSpawner(int nice) {
        thread = Executors.newSingleThreadExecutor(work -> {
            Thread niced = new Thread(null, work, "niced-spawner", 128 << 10);
            niced.setDaemon(true);
            return niced;
        });
        thread.execute(() -> Posix.niceThisThread(nice));
    }

    /** Any thread; {@code spawner} is the caller's own. */
    int spawn(Spawner spawner, Spawner.Request request) {
        try {
            return CompletableFuture.supplyAsync(() -> spawner.spawn(request), thread).join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof PosixException cause ? cause : e;
        }
    }
}
