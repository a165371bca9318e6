package io.drover.pool;

import io.drover.control.ControlSocket;
import io.drover.control.Desk;
import io.drover.control.Naming;
import io.drover.control.Subject;
import io.drover.posix.Signal;
import io.drover.remote.Values;
import io.drover.supervisor.Crew;
import io.drover.supervisor.CrewEnd;
import io.drover.supervisor.CrewOrder;
import io.drover.supervisor.CrewPlan;
import io.drover.supervisor.Follower;
import io.drover.supervisor.Submissions;
import io.drover.supervisor.Supervisor;
import io.drover.supervisor.SupervisorOrder;
import io.drover.supervisor.core.Reach;
import io.drover.supervisor.core.RunEnd;
import io.drover.supervisor.core.TaskSpec;
import io.drover.supervisor.core.Terms;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** The workers of a pool and the loop that has them: what all that is a face of one pool shares. Any thread. */
final class PoolCrew {
    private static final AtomicLong POOLS = new AtomicLong();

    /** How long a close waits for what depends on futures. */
    private static final Duration CALLBACKS = Duration.ofSeconds(10);

    private final ClassLoader loader;
    private final PrintStream output;
    private final Pending pending;
    private final Submissions submissions = new Submissions();
    private final Completions completions;
    private final Tally tally = new Tally();
    private final Progress progress;
    private final Unbegun unbegun = new Unbegun(submissions);
    private final CompletableFuture<RuntimeException> over = new CompletableFuture<>();
    private final AtomicLong numbers = new AtomicLong();
    private final Terms usual;
    private volatile PoolSize size;
    private final Recorder recorder;
    private final Naming naming;
    private final Supervisor supervisor;
    private final Crew crew;
    private final Thread loop;
    private volatile boolean shut;

    /**
     * @param listener null: nobody listens
     * @param naming how others find it; null: nobody can look at it
     */
    PoolCrew(
            CrewPlan plan,
            PoolSize size,
            Pending pending,
            PoolListener listener,
            PrintStream output,
            Recorder recorder,
            Naming naming) {
        String name = "drover-pool-" + POOLS.incrementAndGet();
        this.loader = Values.loader();
        this.output = output;
        this.pending = pending;
        this.usual = plan.terms();
        this.size = size;
        this.completions = new Completions(name + "-completes");
        this.progress = new Progress(listener, completions);
        this.recorder = recorder;
        this.naming = naming;
        supervisor = open(size.kind(), plan, recorder);
        Follower ends = recorder.before(new FutureEnds(pending, completions, output, loader, over));
        crew = supervisor.hire(plan, submissions, new PoolFollower(pending, unbegun, tally, progress, ends));
        supervisor.tell(SupervisorOrder.CLOSE);
        crew.end().whenComplete((end, failure) -> over(why(end, failure)));
        loop = new Thread(this::run, name);
        loop.setDaemon(true);
        loop.start();
    }

    /** What keeps tasks opens while the first worker starts. */
    private static Supervisor open(WorkerKind kind, CrewPlan plan, Recorder recorder) {
        Supervisor opened = null;
        try {
            opened = kind.supervisor(plan);
            recorder.awaitOpen();
            return opened;
        } catch (IOException | RuntimeException e) {
            recorder.end(null);
            abandon(opened, e);
            throw e instanceof IOException cause
                    ? new UncheckedIOException("there can be no pool: " + cause.getMessage(), cause)
                    : (RuntimeException) e;
        }
    }

    private static void abandon(Supervisor opened, Exception why) {
        try {
            if (opened != null) {
                opened.close();
            }
        } catch (IOException e) {
            why.addSuppressed(e);
        }
    }

    private void run() {
        ControlSocket control = naming == null ? null : ControlSocket.of(subject());
        try (control) {
            supervisor.run();
        } catch (IOException | RuntimeException | Error e) {
            over(new PoolBrokenException("the pool has failed: " + e.getMessage(), e));
        }
        recorder.end(crew.end().isDone() && !crew.end().isCompletedExceptionally() ? crew.end().join() : null);
    }

    private Subject subject() {
        return new Subject(
                "pool",
                naming,
                supervisor,
                List.of(new Subject.Member("", crew, new PoolHelm(this, pending))),
                this::shutdown,
                task -> ((Submission<?>) task.origin()).title().getBytes(StandardCharsets.UTF_8),
                Desk.NONE);
    }

    private static RuntimeException why(CrewEnd end, Throwable failure) {
        if (failure != null) {
            return new PoolBrokenException("the pool has failed: " + failure.getMessage(), failure);
        }
        if (end.end() instanceof RunEnd.GaveUp gaveUp) {
            return new PoolBrokenException("the pool can run nothing: " + gaveUp.message(), null);
        }
        return end.outputFailure() == null
                ? new CancellationException("the pool was shut down")
                : new PoolBrokenException("the pool has failed: " + end.outputFailure().message(), null);
    }

    /** Whatever has no final state will not get one. */
    private void over(RuntimeException reason) {
        unbegun.allKnown();
        completions.add(() -> over.complete(reason));
        Collection<Submission<?>> left = pending.fail(reason);
        left.forEach(one -> completions.add(one.future(), () -> one.future().completeExceptionally(reason)));
        tally.over(reason, (int) left.stream().filter(one -> !one.isOver()).count());
        progress.tell(tally.counts(0, 0));
        completions.go();
    }

    /** A number that no other task has. */
    long nextNumber() {
        return numbers.incrementAndGet();
    }

    /** @param terms of this task */
    void enter(byte[] payload, Terms terms, Submission<?> submission) {
        if (pending.enter(submission)) {
            send(payload, terms, submission);
        } else {
            submission.future().runHere();
        }
    }

    /** As {@link #enter}, but waits while the pool is full: for who cannot help when its tasks are sent. */
    void enterPatiently(byte[] payload, Terms terms, Submission<?> submission) {
        pending.enterPatiently(submission);
        send(payload, terms, submission);
    }

    private void send(byte[] payload, Terms terms, Submission<?> submission) {
        TaskSpec task = new TaskSpec(submission.number(), payload).from(submission);
        if (!recorder.submit(submissions, terms == usual ? task : task.on(terms))) {
            pending.leave(submission);
            throw new RejectedExecutionException("the pool is closed");
        }
    }

    /** Somebody has cancelled the future of a task. */
    void giveUp(long task, boolean mayInterrupt) {
        crew.tell(new CrewOrder.Cancel(task, mayInterrupt ? Reach.RUNNING : Reach.WAITING));
    }

    PoolStats stats() {
        return tally.stats(supervisor.look().crews(), pending.size());
    }

    ClassLoader loader() {
        return loader;
    }

    /** How many tasks can run at the same time. */
    int slots() {
        return size.tasks();
    }

    /** From now on there are so many workers. */
    synchronized void resize(int workers) {
        PoolSize wanted = size.atMost(workers);
        crew.tell(new CrewOrder.Scale(wanted.slots()));
        size = wanted;
        tally.resized();
    }

    /** From now on so many tasks run at a time, or what whole workers come nearest to that. Returns how many. */
    synchronized int scale(int slots) {
        resize(size.workers(slots));
        return slots();
    }

    /** Waits for all workers that stay. */
    void warmUp() throws InterruptedException {
        crew.tell(new CrewOrder.Man(size.warm()));
        RuntimeException reason = tally.awaitReady(() -> size.warm());
        if (reason != null) {
            throw new RejectedExecutionException(reason.getMessage(), reason);
        }
    }

    /** Takes nothing more; what was submitted runs. */
    void shutdown() {
        shut = true;
        submissions.end();
    }

    /** Takes nothing more, and interrupts what runs. A second time it is killed. Cancels and returns what no worker has begun. */
    List<TaskFuture<?>> shutdownNow() {
        shutdown();
        crew.tell(new CrewOrder.Stop(Signal.TERM));
        List<TaskFuture<?>> never = new ArrayList<>();
        for (TaskFuture<?> future : unbegun.take()) {
            if (future.completeExceptionally(new CancellationException("the pool was shut down"))) {
                never.add(future);
            }
        }
        return never;
    }

    boolean isShut() {
        return shut || crew.end().isDone();
    }

    /** Whether the last task and the last worker are over, and every future has its result. */
    boolean isOver() {
        return !loop.isAlive() && completions.allTold();
    }

    /** Waits for that, at most so long; false if that was not enough. */
    boolean awaitEnd(long nanos) throws InterruptedException {
        long begin = System.nanoTime();
        loop.join(Math.max(1, TimeUnit.NANOSECONDS.toMillis(nanos)));
        return !loop.isAlive() && completions.awaitTold(nanos - (System.nanoTime() - begin));
    }

    /** As {@link WorkerPool#close}. */
    void close() {
        shutdown();
        boolean interrupted = false;
        while (loop.isAlive()) {
            try {
                loop.join();
            } catch (InterruptedException e) {
                interrupted = true;
                crew.tell(new CrewOrder.Kill());
            }
        }
        try {
            supervisor.close();
            if (!completions.close(CALLBACKS)) {
                output.println("drover: what depends on a future of the pool still runs after " + CALLBACKS.toSeconds()
                        + " seconds; it is not waited for");
            }
        } catch (InterruptedException e) {
            interrupted = true;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
