package io.drover.pool;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A pool as {@link java.util.concurrent.ExecutorService} has it. */
final class PoolExecutor extends AbstractExecutorService {
    private final WorkerPool pool;
    private volatile boolean shut;

    PoolExecutor(WorkerPool pool) {
        this.pool = pool;
    }

    @Override
    public <T> Future<T> submit(Callable<T> task) {
        return pool.call(Objects.requireNonNull(task), task);
    }

    @Override
    public Future<?> submit(Runnable task) {
        return submit(task, null);
    }

    @Override
    public <T> Future<T> submit(Runnable task, T result) {
        Objects.requireNonNull(task);
        TaskFuture<Object> future = pool.call(task, () -> {
            task.run();
            return null;
        });
        return future.thenApply(nothing -> result);
    }

    @Override
    public void execute(Runnable command) {
        submit(command, null);
    }

    @Override
    public void shutdown() {
        shut = true;
        pool.shutdown();
    }

    @Override
    public List<Runnable> shutdownNow() {
        shut = true;
        pool.shutdownNow();
        return new ArrayList<>();
    }

    @Override
    public boolean isShutdown() {
        return shut || pool.isOver();
    }

    @Override
    public boolean isTerminated() {
        return pool.isOver();
    }

    @Override
    public boolean awaitTermination(long timeout, TimeUnit unit) throws InterruptedException {
        return pool.awaitEnd(Duration.ofNanos(unit.toNanos(timeout)));
    }

    @Override
    public <T> List<Future<T>> invokeAll(Collection<? extends Callable<T>> tasks) throws InterruptedException {
        return invokeAll(tasks, Long.MAX_VALUE, TimeUnit.NANOSECONDS);
    }

    @Override
    public <T> List<Future<T>> invokeAll(Collection<? extends Callable<T>> tasks, long timeout, TimeUnit unit)
            throws InterruptedException {
        long begin = System.nanoTime();
        List<Future<T>> futures = new ArrayList<>(tasks.size());
        boolean done = false;
        try {
            for (Callable<T> task : tasks) {
                futures.add(submit(task));
            }
            for (Future<T> future : futures) {
                if (!await(future, unit.toNanos(timeout) - (System.nanoTime() - begin))) {
                    return futures;
                }
            }
            done = true;
            return futures;
        } finally {
            if (!done) {
                futures.forEach(future -> future.cancel(true));
            }
        }
    }

    @Override
    public <T> T invokeAny(Collection<? extends Callable<T>> tasks) throws InterruptedException, ExecutionException {
        try {
            return invokeAny(tasks, Long.MAX_VALUE, TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            throw new AssertionError("three hundred years are over", e);
        }
    }

    @Override
    public <T> T invokeAny(Collection<? extends Callable<T>> tasks, long timeout, TimeUnit unit)
            throws InterruptedException, ExecutionException, TimeoutException {
        if (tasks.isEmpty()) {
            throw new IllegalArgumentException("of no task none can succeed");
        }
        long begin = System.nanoTime();
        BlockingQueue<TaskFuture<T>> done = new LinkedBlockingQueue<>();
        List<TaskFuture<T>> futures = new ArrayList<>(tasks.size());
        try {
            for (Callable<T> task : tasks) {
                TaskFuture<T> future = pool.call(Objects.requireNonNull(task), task);
                futures.add(future);
                future.whenComplete((result, failure) -> done.add(future));
            }
            ExecutionException last = null;
            for (int i = 0; i < futures.size(); i++) {
                TaskFuture<T> first = done.poll(unit.toNanos(timeout) - (System.nanoTime() - begin), TimeUnit.NANOSECONDS);
                if (first == null) {
                    throw new TimeoutException("none of " + tasks.size() + " tasks has succeeded in time");
                }
                try {
                    return first.get();
                } catch (ExecutionException e) {
                    last = e;
                }
            }
            throw last;
        } finally {
            futures.forEach(future -> future.cancel(true));
        }
    }

    /** Whether it is over in time. */
    private static boolean await(Future<?> future, long nanos) throws InterruptedException {
        try {
            future.get(nanos, TimeUnit.NANOSECONDS);
        } catch (ExecutionException | CancellationException e) {
            return true;
        } catch (TimeoutException e) {
            return false;
        }
        return true;
    }
}
