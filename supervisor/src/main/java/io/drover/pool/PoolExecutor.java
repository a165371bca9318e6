package io.drover.pool;

import io.drover.supervisor.core.Terms;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A pool as {@link java.util.concurrent.ExecutorService} has it. */
final class PoolExecutor extends AbstractExecutorService {
    private final PoolCrew crew;
    private final Terms terms;

    /** @param terms of each task that it is given */
    PoolExecutor(PoolCrew crew, Terms terms) {
        this.crew = crew;
        this.terms = terms;
    }

    // ------------------------------------------------------------- one by one

    @Override
    public <T> Future<T> submit(Callable<T> task) {
        return call(task);
    }

    private <T> TaskFuture<T> call(Callable<T> task) {
        Objects.requireNonNull(task);
        return enter(task, WorkerPool::answer, new ExecutorFuture<>(crew, task, null));
    }

    @Override
    public Future<?> submit(Runnable task) {
        return submit(task, null);
    }

    @Override
    public <T> Future<T> submit(Runnable task, T result) {
        return enter(task, (nothing, loader) -> result, new ExecutorFuture<>(crew, Executors.callable(task, result), null));
    }

    @Override
    public void execute(Runnable command) {
        enter(command, (nothing, loader) -> null, new ExecutorFuture<>(crew, Executors.callable(command), command))
                .whenComplete((nothing, failure) -> tell(failure));
    }

    /** Nobody has the future. */
    private static void tell(Throwable failure) {
        if (failure != null && !(failure instanceof CancellationException)) {
            Thread thread = Thread.currentThread();
            thread.getUncaughtExceptionHandler().uncaughtException(thread, failure);
        }
    }

    private <T> TaskFuture<T> enter(Object call, Submission.Answer<T> answer, ExecutorFuture<T> future) {
        if (crew.isShut()) {
            throw new RejectedExecutionException("the pool is closed");
        }
        crew.enter(Calls.call(call), terms, new Submission<>(call, future, answer));
        return future;
    }

    // ---------------------------------------------------------------- the end

    @Override
    public void shutdown() {
        crew.shutdown();
    }

    @Override
    public List<Runnable> shutdownNow() {
        List<Runnable> never = new ArrayList<>();
        for (TaskFuture<?> future : crew.shutdownNow()) {
            if (future instanceof ExecutorFuture<?> ours) {
                never.add(ours.given());
            }
        }
        return never;
    }

    @Override
    public boolean isShutdown() {
        return crew.isShut();
    }

    @Override
    public boolean isTerminated() {
        return crew.isOver();
    }

    @Override
    public boolean awaitTermination(long timeout, TimeUnit unit) throws InterruptedException {
        return crew.awaitEnd(unit.toNanos(timeout));
    }

    // --------------------------------------------------------------- together

    @Override
    public <T> List<Future<T>> invokeAll(Collection<? extends Callable<T>> tasks) throws InterruptedException {
        return invokeAll(tasks, Long.MAX_VALUE, TimeUnit.NANOSECONDS);
    }

    @Override
    public <T> List<Future<T>> invokeAll(Collection<? extends Callable<T>> tasks, long timeout, TimeUnit unit)
            throws InterruptedException {
        long begin = System.nanoTime();
        long nanos = unit.toNanos(timeout);
        List<Future<T>> futures = new ArrayList<>(tasks.size());
        boolean done = false;
        try {
            for (Callable<T> task : tasks) {
                futures.add(submit(task));
            }
            for (Future<T> future : futures) {
                if (!await(future, nanos - (System.nanoTime() - begin))) {
                    return futures;
                }
            }
            done = true;
            return futures;
        } finally {
            if (!done) {
                cancel(futures);
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
        long begin = System.nanoTime();
        long nanos = unit.toNanos(timeout);
        if (tasks.isEmpty()) {
            throw new IllegalArgumentException("of no task none can succeed");
        }
        BlockingQueue<TaskFuture<T>> done = new LinkedBlockingQueue<>();
        List<TaskFuture<T>> futures = new ArrayList<>(tasks.size());
        try {
            for (Callable<T> task : tasks) {
                TaskFuture<T> future = call(task);
                futures.add(future);
                future.whenComplete((result, failure) -> done.add(future));
            }
            ExecutionException last = null;
            for (int i = 0; i < futures.size(); i++) {
                TaskFuture<T> first = done.poll(nanos - (System.nanoTime() - begin), TimeUnit.NANOSECONDS);
                if (first == null) {
                    throw new TimeoutException("none of " + tasks.size() + " tasks has succeeded in time");
                }
                try {
                    return first.get();
                } catch (ExecutionException e) {
                    last = e;
                } catch (CancellationException e) {
                    last = new ExecutionException(e);
                }
            }
            throw last;
        } finally {
            cancel(futures);
        }
    }

    private static void cancel(List<? extends Future<?>> futures) {
        futures.forEach(future -> future.cancel(true));
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
