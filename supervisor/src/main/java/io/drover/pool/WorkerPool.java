package io.drover.pool;

import io.drover.remote.RemoteCallable;
import io.drover.remote.RemoteFunction;
import io.drover.remote.RemoteRunnable;
import io.drover.supervisor.core.Terms;
import io.drover.task.Task;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
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
 * <p>Workers have the class path of this process, what is on its module path, and what URL class loaders have that the thread which builds
 * the pool works with; all of it on their class path. Calls and values travel serialized; a call that was sent to a worker that dies runs
 * again in another, so it is to be written so that it can run twice. A call may have a pool of its own in its worker, which ends with
 * that worker at the latest. All methods may be called from any thread, and from what depends on a future of the pool.
 */
public final class WorkerPool implements AutoCloseable {
    private final PoolCrew crew;
    /** Of what is submitted here; other faces of the same pool may have others. */
    private final Terms terms;
    /** Of values of a map that travel together. */
    private final Terms together;

    WorkerPool(PoolCrew crew, Terms terms) {
        this.crew = crew;
        this.terms = terms;
        this.together = terms.attempts(1).poisonLimit(1);
    }

    /**
     * A pool with all that is usual, until something else is said.
     *
     * @return to say it
     */
    public static PoolBuilder builder() {
        return new PoolBuilder();
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
        return enter(Titles.task(type, input), Calls.task(type, input), null);
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
     * The same pool for tasks that are owed more than one attempt, or fewer than those of the pool. What is submitted there, mapped, or
     * given to its {@link #asExecutorService}, is owed that. All faces of a pool are closed with it, and any of them closes it.
     *
     * @param most how often a task is started in all that throws or takes too long; 0: until it succeeds
     * @return the same pool
     * @throws IllegalArgumentException for less
     */
    public WorkerPool withAttempts(int most) {
        if (most < 0) {
            throw new IllegalArgumentException("a task cannot be started " + most + " times");
        }
        return new WorkerPool(crew, terms.attempts(most));
    }

    /**
     * The same pool for tasks that may run no longer than this: each attempt of one that does is ended, with its worker.
     *
     * @param limit zero: as long as it takes
     * @return the same pool, as {@link #withAttempts} says
     * @throws IllegalArgumentException for a negative time
     */
    public WorkerPool withTimeout(Duration limit) {
        if (limit.isNegative()) {
            throw new IllegalArgumentException("a task cannot run for " + limit);
        }
        return new WorkerPool(crew, terms.timeout(limit));
    }

    /**
     * The same pool for tasks that may cost another number of workers, as {@link PoolBuilder#poisonLimit} says.
     *
     * @param most at least one
     * @return the same pool, as {@link #withAttempts} says
     * @throws IllegalArgumentException for less
     */
    public WorkerPool withPoisonLimit(int most) {
        if (most < 1) {
            throw new IllegalArgumentException("a task cannot cost " + most + " workers at most");
        }
        return new WorkerPool(crew, terms.poisonLimit(most));
    }

    /**
     * The same pool for tasks that start before others that wait, or after them. A few that were sent to the workers before are ahead of
     * them all the same.
     *
     * @param rank the highest starts first; 0 is usual
     * @return the same pool, as {@link #withAttempts} says
     */
    public WorkerPool withPriority(int rank) {
        return new WorkerPool(crew, terms.priority(rank));
    }

    /**
     * The pool for those who know an {@link ExecutorService}. What it is given has to be serializable, which rules out what the JDK wraps
     * for its own threads ({@link java.util.concurrent.ExecutorCompletionService}, {@code CompletableFuture.supplyAsync}). Shutting it
     * down closes the pool; {@code shutdownNow} interrupts what runs, kills what goes on for ten seconds after that, or until it is called
     * again, and cancels what no worker has begun. Of that it returns what was given to an executor of the pool. What fails after
     * {@code execute} is told to the handler of uncaught exceptions.
     *
     * @return the same pool
     */
    public ExecutorService asExecutorService() {
        return new PoolExecutor(crew, terms);
    }

    /** A call that this process could make, too. */
    private <T> TaskFuture<T> call(Object call, Callable<T> here) {
        return enter(call, Calls.call(call), here);
    }

    /** @param here does the same in this process; null where that cannot be */
    private <T> TaskFuture<T> enter(Object what, byte[] payload, Callable<T> here) {
        TaskFuture<T> future = new TaskFuture<>(crew, here);
        crew.enter(payload, terms, new Submission<T>(what, future, WorkerPool::answer));
        return future;
    }

    /** A part of a map. Several values that cost a worker go again each by itself: only then it shows which one does. */
    TaskFuture<List<Calls.Applied>> enterPart(RemoteFunction<?, ?> function, byte[] sent, List<?> values) {
        TaskFuture<List<Calls.Applied>> future = new TaskFuture<>(crew, null);
        crew.enterPatiently(
                Calls.each(sent, terms.attempts(), values),
                values.size() > 1 ? together : terms,
                new Submission<>(Titles.part(function, values.size()), future, Calls::answers));
        return future;
    }

    @SuppressWarnings("unchecked")
    static <T> T answer(InputStream bytes, ClassLoader loader) throws IOException, ClassNotFoundException {
        return (T) Calls.answer(bytes, loader);
    }

    ClassLoader loader() {
        return crew.loader();
    }

    /** How many tasks can run at the same time. */
    int slots() {
        return crew.slots();
    }

    /**
     * From now on there are so many workers, or so many at most. Those that are too many leave when what they run is over.
     *
     * @param workers at least one
     * @throws IllegalArgumentException for fewer
     */
    public void resize(int workers) {
        crew.resize(workers);
    }

    /**
     * Waits until all workers are there and their slots are set up, so that the first tasks need not; of a pool with a least and a most
     * number of workers the least. Those that die from then on are replaced at once, not only when there is something to do.
     *
     * @throws InterruptedException if this thread is interrupted meanwhile
     * @throws RejectedExecutionException if the pool is closed, or its workers cannot start; its message says why
     */
    public void warmUp() throws InterruptedException {
        crew.warmUp();
    }

    /**
     * What the pool has done so far, and its workers with their time; also after the pool is closed.
     *
     * @return as it is at this moment
     */
    public PoolStats stats() {
        return crew.stats();
    }

    /**
     * Takes nothing more, waits for all that was submitted, and ends the workers. If this thread is interrupted meanwhile, what runs is
     * ended at once. What depends on futures has run, too, but for what takes ten seconds from then on: it goes on by itself.
     */
    @Override
    public void close() {
        crew.close();
    }

    /** What happens to a submission when as many are pending as there may be. */
    public enum Full {
        /** Whoever submits waits. */
        BLOCK,
        /** Whoever submits gets a {@link RejectedExecutionException}; a map waits. */
        REJECT,
        /** Whoever submits a call makes it, in this process; for others, who cannot, as {@link #BLOCK}. */
        CALLER_RUNS
    }
}
