package io.drover.pool;

import io.drover.proto.JavaSetup;
import io.drover.supervisor.Crew;
import io.drover.supervisor.CrewEnd;
import io.drover.supervisor.CrewOrder;
import io.drover.supervisor.CrewPlan;
import io.drover.supervisor.HeadStart;
import io.drover.supervisor.Site;
import io.drover.supervisor.Submissions;
import io.drover.supervisor.Supervisor;
import io.drover.supervisor.SupervisorOrder;
import io.drover.supervisor.core.RunEnd;
import io.drover.supervisor.core.TaskSpec;
import io.drover.supervisor.core.Terms;
import io.drover.supervisor.process.WorkerJvm;
import io.drover.supervisor.work.JavaTasks;
import io.drover.supervisor.work.Work;
import io.drover.task.Task;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * Worker processes that make calls for this one. A crash costs one call, never the pool; workers that die are replaced; none of them is
 * left when this process ends, however it does.
 *
 * <pre>{@code
 * try (WorkerPool pool = WorkerPool.builder().workers(4).build()) {
 *     TaskFuture<Integer> answer = pool.submit(() -> Fib.of(40));
 *     List<Integer> squares = pool.map(x -> x * x, List.of(1, 2, 3)).toList();
 *     TaskFuture<String> thumb = pool.submit(Resize.class, "a.png");
 * }
 * }</pre>
 *
 * <p>Workers have the class path of this process. Calls and values travel serialized; a call that was sent to a worker that dies runs
 * again in another, so it is to be written so that it can run twice. A call may have a pool of its own in its worker, which ends with
 * that worker at the latest. All methods may be called from any thread, and from what depends
 * on a future of the pool.
 */
public final class WorkerPool implements AutoCloseable {
    private static final AtomicLong POOLS = new AtomicLong();

    /** How long a close waits for what depends on futures. */
    private static final Duration CALLBACKS = Duration.ofSeconds(10);

    private final ClassLoader loader;
    private final PrintStream output;
    private final Pending pending;
    private final Submissions submissions = new Submissions();
    private final Completions completions;
    private final CompletableFuture<RuntimeException> over = new CompletableFuture<>();
    private final AtomicLong numbers = new AtomicLong();
    private final int slotsPerWorker;
    private final int slots;
    private final Supervisor supervisor;
    private final Crew crew;
    private final Thread loop;

    private WorkerPool(Builder builder) {
        String name = "drover-pool-" + POOLS.incrementAndGet();
        ClassLoader context = Thread.currentThread().getContextClassLoader();
        loader = context == null ? WorkerPool.class.getClassLoader() : context;
        output = builder.output;
        pending = new Pending(builder.maxPending, builder.whenFull);
        slotsPerWorker = builder.slotsPerWorker;
        slots = builder.workers * slotsPerWorker;
        completions = new Completions(name + "-completes");
        CrewPlan plan = builder.plan();
        supervisor = open(plan);
        crew = supervisor.hire(plan, submissions, new PoolFollower(pending, completions, output, loader, over));
        supervisor.tell(SupervisorOrder.CLOSE);
        crew.end().whenComplete((end, failure) -> over(why(end, failure)));
        loop = new Thread(this::run, name);
        loop.setDaemon(true);
        loop.start();
    }

    /** The first worker starts before there is anything to connect it to. */
    private static Supervisor open(CrewPlan plan) {
        try {
            HeadStart start = HeadStart.at(Site.SHARED_PROCESS);
            try {
                start.begin(plan);
                return Supervisor.open(start);
            } catch (IOException | RuntimeException | Error e) {
                start.close();
                throw e;
            }
        } catch (IOException e) {
            throw new UncheckedIOException("there can be no pool: " + e.getMessage(), e);
        }
    }

    private void run() {
        try {
            supervisor.run();
        } catch (IOException | RuntimeException | Error e) {
            over(new PoolBrokenException("the pool has failed: " + e.getMessage(), e));
        }
    }

    private static RuntimeException why(CrewEnd end, Throwable failure) {
        if (failure != null) {
            return new PoolBrokenException("the pool has failed: " + failure.getMessage(), failure);
        }
        return end.end() instanceof RunEnd.GaveUp gaveUp
                ? new PoolBrokenException("the pool can run nothing: " + gaveUp.message(), null)
                : new CancellationException("the pool was shut down");
    }

    /** Whatever has no final state will not get one. */
    private void over(RuntimeException reason) {
        completions.add(() -> over.complete(reason));
        pending.fail(reason).forEach(left -> completions.add(() -> left.future().completeExceptionally(reason)));
        completions.go();
    }

    /**
     * A pool with all that is usual, until something else is said.
     *
     * @return to say it
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * A pool for the tasks of one class, with all that is usual.
     *
     * @param <I> the type of their input
     * @param <O> the type of their result
     * @param type with a public constructor without parameters
     * @return to be closed
     * @throws UncheckedIOException if there cannot be a pool here
     */
    public static <I, O> TypedPool<I, O> of(Class<? extends Task<I, O>> type) {
        return builder().buildFor(type);
    }

    /**
     * Has a worker make a call.
     *
     * @param <T> the type of its result
     * @param call made in a worker process
     * @return its result, when it is there
     * @throws IllegalArgumentException if it cannot be sent; the message names the class that is not serializable, or says that it has
     *     more than 1 GiB
     * @throws RejectedExecutionException if the pool is closed, or full and {@link Full#REJECT} was chosen
     */
    public <T> TaskFuture<T> submit(RemoteCallable<T> call) {
        return call(call, call);
    }

    /**
     * As {@link #submit(RemoteCallable)}, without a result.
     *
     * @param call made in a worker process
     * @return null, when it is over
     * @throws IllegalArgumentException if it cannot be sent
     * @throws RejectedExecutionException if the pool is closed, or full
     */
    public TaskFuture<Void> submit(RemoteRunnable call) {
        return call(call, () -> {
            call.run();
            return null;
        });
    }

    /**
     * Has a worker do a task. It makes one instance of the class in each slot, and sets it up before the first of its tasks there.
     *
     * @param <I> the type of the input
     * @param <O> the type of the result
     * @param type with a public constructor without parameters
     * @param input for {@link Task#run}
     * @return its result, when it is there
     * @throws IllegalArgumentException if the input cannot be sent
     * @throws RejectedExecutionException if the pool is closed, or full
     */
    public <I, O> TaskFuture<O> submit(Class<? extends Task<I, O>> type, I input) {
        return enter(Calls.task(type, input), WorkerPool::answer, null);
    }

    /**
     * Applies a function to values in the workers. Values are read, sent and computed as the stream is read, some ahead of it; where they
     * are small several go together.
     *
     * @param <I> the type of the values
     * @param <O> the type of the results
     * @param function applied in worker processes
     * @param values read by the thread that reads the stream
     * @return the results in the order of the values. The failure of a value is thrown where its result would come, as a
     *     {@link java.util.concurrent.CompletionException}; closing the stream gives up what is not computed. If the values end with an
     *     exception, or with one that cannot be sent, that is thrown after the results before it
     * @throws IllegalArgumentException if the function cannot be sent
     */
    public <I, O> Stream<O> map(RemoteFunction<? super I, ? extends O> function, Iterable<? extends I> values) {
        return stream(new Mapping<>(this, function, values.iterator(), true));
    }

    /**
     * As {@link #map(RemoteFunction, Iterable)}.
     *
     * @param <I> the type of the values
     * @param <O> the type of the results
     * @param function applied in worker processes
     * @param values read by the thread that reads the results
     * @return the results in the order of the values
     * @throws IllegalArgumentException if the function cannot be sent
     */
    public <I, O> Stream<O> map(RemoteFunction<? super I, ? extends O> function, Stream<? extends I> values) {
        return stream(new Mapping<I, O>(this, function, values.iterator(), true)).onClose(values::close);
    }

    /**
     * As {@link #map(RemoteFunction, Iterable)}, but each result comes as soon as it is there.
     *
     * @param <I> the type of the values
     * @param <O> the type of the results
     * @param function applied in worker processes
     * @param values read by the thread that reads the results
     * @return the results in any order
     * @throws IllegalArgumentException if the function cannot be sent
     */
    public <I, O> Stream<O> mapUnordered(RemoteFunction<? super I, ? extends O> function, Iterable<? extends I> values) {
        return stream(new Mapping<>(this, function, values.iterator(), false));
    }

    private static <O> Stream<O> stream(Mapping<?, O> mapping) {
        return StreamSupport.stream(mapping, false).onClose(mapping::close);
    }

    /**
     * The pool for those who know an {@link ExecutorService}. What it is given has to be serializable; shutting it down closes the pool.
     *
     * @return the same pool
     */
    public ExecutorService asExecutorService() {
        return new PoolExecutor(this);
    }

    /** A call that this process could make, too. */
    <T> TaskFuture<T> call(Object call, Callable<T> here) {
        return enter(Calls.call(call), WorkerPool::answer, here);
    }

    /** @param here does the same in this process; null where that cannot be */
    <T> TaskFuture<T> enter(byte[] payload, Submission.Answer<T> answer, Callable<T> here) {
        long number = numbers.incrementAndGet();
        TaskFuture<T> future = new TaskFuture<>(this, number, here);
        Submission<T> submission = new Submission<>(number, future, answer);
        if (pending.enter(submission)) {
            if (!submissions.submit(new TaskSpec(number, payload).from(submission))) {
                pending.leave(submission);
                throw new RejectedExecutionException("the pool is closed");
            }
        } else {
            future.runHere();
        }
        return future;
    }

    @SuppressWarnings("unchecked")
    private static <T> T answer(InputStream bytes, ClassLoader loader) throws IOException, ClassNotFoundException {
        return (T) Calls.answer(bytes, loader);
    }

    /** Somebody has cancelled the future of a task. */
    void giveUp(long task, boolean mayInterrupt) {
        if (mayInterrupt) {
            crew.tell(new CrewOrder.Cancel(task));
        } else {
            submissions.remove(task).ifPresent(removed -> pending.leave((Submission<?>) removed.origin()));
        }
    }

    ClassLoader loader() {
        return loader;
    }

    /** How many tasks can run at the same time. */
    int slots() {
        return slots;
    }

    boolean isOver() {
        return crew.end().isDone();
    }

    /** Waits until the last task and the last worker are over, at most so long; false if that was not enough. */
    boolean awaitEnd(Duration most) throws InterruptedException {
        loop.join(Math.max(1, most.toMillis()));
        return !loop.isAlive();
    }

    /**
     * From now on there are so many workers. Those that are too many leave when what they run is over.
     *
     * @param workers at least one
     * @throws IllegalArgumentException for fewer
     */
    public void resize(int workers) {
        crew.tell(new CrewOrder.Scale(each(workers, slotsPerWorker)));
    }

    private static int[] each(int workers, int slots) {
        int[] each = new int[Math.max(0, workers)];
        Arrays.fill(each, slots);
        return each;
    }

    /** Takes nothing more; what was submitted runs. */
    void shutdown() {
        submissions.end();
    }

    /** Takes nothing more, and ends what runs. Returns what has never started. */
    Collection<Submission<?>> shutdownNow() {
        submissions.end();
        crew.tell(new CrewOrder.Kill());
        return pending.all();
    }

    /**
     * Takes nothing more, waits for all that was submitted, and ends the workers. If this thread is interrupted meanwhile, what runs is
     * ended at once. What depends on futures has run, too, but for what takes ten seconds from then on: it goes on by itself.
     */
    @Override
    public void close() {
        shutdown();
        boolean interrupted = false;
        while (loop.isAlive()) {
            try {
                loop.join();
            } catch (InterruptedException e) {
                interrupted = true;
                shutdownNow();
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

    /** What happens to a submission when as many are pending as there may be. */
    public enum Full {
        /** Whoever submits waits. */
        BLOCK,
        /** Whoever submits gets a {@link RejectedExecutionException}. */
        REJECT,
        /** Whoever submits a call makes it, in this process; for others, who cannot, as {@link #BLOCK}. */
        CALLER_RUNS
    }

    /** Says what a pool is to be like. */
    public static final class Builder {
        private int workers = Runtime.getRuntime().availableProcessors();
        private int slotsPerWorker = 1;
        private final List<String> jvmOptions = new ArrayList<>();
        private final List<byte[]> environment = new ArrayList<>();
        private Terms terms = Terms.ONCE;
        private int maxPending = 100_000;
        private Full whenFull = Full.BLOCK;
        private PrintStream output = System.err;

        private Builder() {}

        /**
         * How many worker processes there are; else as many as processors.
         *
         * @param count at least one
         * @return this
         */
        public Builder workers(int count) {
            workers = count;
            return this;
        }

        /**
         * How many tasks each worker runs at a time, each in a thread of its own; else one. More are for tasks that wait.
         *
         * @param count at least one
         * @return this
         */
        public Builder slotsPerWorker(int count) {
            slotsPerWorker = count;
            return this;
        }

        /**
         * Options for the JVMs of the workers, as {@code -Xmx1g} or {@code -Dname=value}.
         *
         * @param options added to those before
         * @return this
         */
        public Builder jvmOptions(String... options) {
            jvmOptions.addAll(Arrays.asList(options));
            return this;
        }

        /**
         * A variable in the environment of the workers, besides those of this process.
         *
         * @param name of the variable
         * @param value of the variable
         * @return this
         */
        public Builder environment(String name, String value) {
            environment.add((name + "=" + value).getBytes(StandardCharsets.UTF_8));
            return this;
        }

        /**
         * How often a task is started that throws or takes too long; else once.
         *
         * @param most in all; 0: until it succeeds
         * @return this
         */
        public Builder attempts(int most) {
            terms = terms.attempts(most);
            return this;
        }

        /**
         * How long a task may run; else as long as it takes. One that runs longer is ended, with its worker.
         *
         * @param limit of each attempt
         * @return this
         */
        public Builder timeout(Duration limit) {
            terms = terms.timeout(limit);
            return this;
        }

        /**
         * How many tasks may be submitted and not over at a time; else 100,000.
         *
         * @param most at least one
         * @param whenFull what happens to one more
         * @return this
         */
        public Builder maxPending(int most, Full whenFull) {
            this.maxPending = most;
            this.whenFull = whenFull;
            return this;
        }

        /**
         * Where what tasks print goes, each task's when it is over; else to {@code System.err}.
         *
         * @param stream which belongs to the caller
         * @return this
         */
        public Builder output(PrintStream stream) {
            output = stream;
            return this;
        }

        /**
         * Starts the workers. The first results come when the first worker is ready; nobody waits for that here.
         *
         * @return to be closed
         * @throws IllegalArgumentException if there is to be no worker, or no slot
         * @throws UncheckedIOException if there cannot be a pool here; the message is for the user
         */
        public WorkerPool build() {
            return new WorkerPool(this);
        }

        /**
         * As {@link #build}, for the tasks of one class.
         *
         * @param <I> the type of their input
         * @param <O> the type of their result
         * @param type with a public constructor without parameters
         * @return to be closed
         */
        public <I, O> TypedPool<I, O> buildFor(Class<? extends Task<I, O>> type) {
            return new TypedPool<>(build(), type);
        }

        private CrewPlan plan() {
            JavaSetup.Builder setup = JavaSetup.newBuilder().setTaskClass(CallTask.class.getName()).setFailureObjects(true);
            for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
                if (Files.isReadable(Path.of(entry))) {
                    setup.addClassPath(entry);
                }
            }
            Work work = new JavaTasks(setup.build());
            return CrewPlan.of(work)
                    .slots(each(workers, slotsPerWorker))
                    .terms(terms)
                    .jvm(WorkerJvm.current(work.jvmOptions(), jvmOptions, environment))
                    .build();
        }
    }
}
