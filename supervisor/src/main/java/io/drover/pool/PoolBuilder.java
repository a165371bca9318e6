package io.drover.pool;

import io.drover.control.Naming;
import io.drover.supervisor.CrewPlan;
import io.drover.supervisor.Recycling;
import io.drover.supervisor.core.Patience;
import io.drover.supervisor.core.Terms;
import io.drover.supervisor.work.JavaTasks;
import io.drover.task.Task;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Says what a {@link WorkerPool} is to be like. One thread. */
public final class PoolBuilder {
    private int workers = Runtime.getRuntime().availableProcessors();
    /** As many as there may be: they stay. */
    private int fewest = workers;
    private Duration idle = Duration.ofMinutes(1);
    private int slotsPerWorker = 1;
    private final Outfit outfit = new Outfit();
    private Terms terms = Terms.ONCE;
    private Recycling recycling = Recycling.NEVER;
    private int maxPending = 100_000;
    /** Null: nobody listens. */
    private PoolListener listener;
    private WorkerPool.Full whenFull = WorkerPool.Full.BLOCK;
    private PrintStream output = System.err;
    private WorkerKind kind = WorkerKind.PROCESS;
    /** Null: nothing is kept. */
    private Path journal;
    private String name = "";
    private boolean control = true;

    PoolBuilder() {}

    /**
     * How many worker processes there are; else as many as processors.
     *
     * @param count at least one
     * @return this
     */
    public PoolBuilder workers(int count) {
        workers = count;
        fewest = count;
        return this;
    }

    /**
     * How many worker processes there are at least, and at most. More than the least start when tasks wait, and leave when there has been
     * nothing to do for them for some time.
     *
     * @param least these start at once; may be 0
     * @param most at least one
     * @return this
     * @see #idleTimeout
     */
    public PoolBuilder workers(int least, int most) {
        if (least < 0 || least > most) {
            throw new IllegalArgumentException("there cannot be " + least + " workers at least, and " + most + " at most");
        }
        workers = most;
        fewest = least;
        return this;
    }

    /**
     * How long a worker that is more than the least stays when there is nothing to do; else a minute.
     *
     * @param limit by the half second
     * @return this
     */
    public PoolBuilder idleTimeout(Duration limit) {
        idle = limit;
        return this;
    }

    /**
     * How many tasks each worker runs at a time, each in a thread of its own; else one. More are for tasks that wait.
     *
     * @param count at least one
     * @return this
     */
    public PoolBuilder slotsPerWorker(int count) {
        slotsPerWorker = count;
        return this;
    }

    /**
     * Options for the JVMs of the workers, as {@code -Xmx1g} or {@code -Dname=value}.
     *
     * @param options added to those before
     * @return this
     */
    public PoolBuilder jvmOptions(String... options) {
        outfit.jvmOptions(List.of(options));
        return this;
    }

    /**
     * System properties that workers have as this process has them now. They are set before any task is, but after the JVM has started:
     * what it looks for at its start is an option of it. Nobody sees them in a list of processes.
     *
     * @param names those that are not set here are not set there either
     * @return this
     */
    public PoolBuilder systemProperties(String... names) {
        for (String name : names) {
            outfit.systemProperty(name, System.getProperty(name));
        }
        return this;
    }

    /**
     * As {@link #systemProperties(String...)}, with other values than here.
     *
     * @param properties the values by their names
     * @return this
     */
    public PoolBuilder systemProperties(Map<String, String> properties) {
        properties.forEach(outfit::systemProperty);
        return this;
    }

    /**
     * A variable in the environment of the workers, besides those of this process.
     *
     * @param name of the variable
     * @param value of the variable
     * @return this
     */
    public PoolBuilder environment(String name, String value) {
        outfit.environment(name, value);
        return this;
    }

    /**
     * How many tasks a worker runs before another takes over from it; else any number. Values of a map that go together are one task. The
     * worker goes on until the other is ready, so it may run some more.
     *
     * @param most at least one
     * @return this
     */
    public PoolBuilder maxTasksPerWorker(int most) {
        recycling = recycling.tasks(most);
        return this;
    }

    /**
     * How old a worker gets before another takes over from it; else any age. One that runs a task leaves when that is over.
     *
     * @param most by the half second
     * @return this
     */
    public PoolBuilder maxWorkerAge(Duration most) {
        recycling = recycling.age(most);
        return this;
    }

    /**
     * How much memory a worker has before another takes over from it; else any amount. It is looked at twice a second, as soon as the
     * worker has run a task. One that runs a task leaves when that is over.
     *
     * @param bytes of RAM: heap, and all else that a JVM has
     * @return this
     */
    public PoolBuilder maxWorkerRss(long bytes) {
        recycling = recycling.residentBytes(bytes);
        return this;
    }

    /**
     * How often a task is started that throws or takes too long; else once.
     *
     * @param most in all; 0: until it succeeds
     * @return this
     */
    public PoolBuilder attempts(int most) {
        terms = terms.attempts(most);
        return this;
    }

    /**
     * How many workers a task may cost; else three. One in which so many have died is not started again, and its future has a
     * {@link WorkerLostException}.
     *
     * @param most at least one
     * @return this
     */
    public PoolBuilder poisonLimit(int most) {
        terms = terms.poisonLimit(most);
        return this;
    }

    /**
     * How long a task may run; else as long as it takes. One that runs longer is ended, with its worker.
     *
     * @param limit of each attempt
     * @return this
     */
    public PoolBuilder timeout(Duration limit) {
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
    public PoolBuilder maxPending(int most, WorkerPool.Full whenFull) {
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
    public PoolBuilder output(PrintStream stream) {
        output = stream;
        return this;
    }

    /**
     * Who is told how far the pool is; else nobody.
     *
     * @param told by a thread of the pool
     * @return this
     */
    public PoolBuilder listener(PoolListener told) {
        listener = told;
        return this;
    }

    /**
     * Where is kept what becomes of each task, for {@code drover show} and {@code drover report}, while the pool works and afterwards,
     * however this process ends; else nowhere. The pool is one run in the file, after those that are there. It does not go on with what an
     * earlier one has left, which only the program knows.
     *
     * <p>A task is what is sent to a worker: a call, a task of a class, or those values of a map that go together, which count as one that
     * is ok even if some of them have thrown, and which are tasks of their own when they go again each by itself. It is called by its
     * title: the place of the lambda, or the class of the task, with its input if that is a number or a short text. What tasks print is
     * kept, what they are given and return is not. What {@link WorkerPool.Full#CALLER_RUNS} leaves to the caller is no task of the pool.
     *
     * <p>Futures have their result when that is kept, a few milliseconds later at most while there is little to do. Where the file cannot be
     * written any more the pool is over, as if no worker could start: the message of what its futures throw says why, and a line of the
     * {@link #output}.
     *
     * @param file an SQLite file on a local disk, made if it is not there; no other pool or run may have it open
     * @return this
     */
    public PoolBuilder journal(Path file) {
        journal = file;
        return this;
    }

    /**
     * The JVM of each worker lets a debugger in, at a port of 127.0.0.1 that is told in a line of the {@link #output}. None waits for one,
     * and none is taken for dead because it is held there; limits of time go on. For programs at work on their own machine: any user of it
     * can connect, and run code as this one.
     *
     * @return this
     */
    public PoolBuilder debug() {
        outfit.debug();
        return this;
    }

    /**
     * The calls are made in this process, each slot of a worker a thread of its own: the same code under a debugger, in a test, or where
     * nothing may be started. Everything travels as it would to a process, and is read again. But what a task prints goes to where this
     * process prints; what takes no notice of its interrupt goes on, while the pool does without it; a crash is one of this process.
     * What was said of the JVMs of workers holds for none.
     *
     * @return this
     */
    public PoolBuilder inProcess() {
        kind = WorkerKind.THREAD;
        return this;
    }

    /**
     * What {@code drover ps} calls the pool, and by what {@code drover status}, {@code scale} and the like find it; else it is known by the
     * process id of this program.
     *
     * @param called letters, digits and .@:+-_, and not digits alone
     * @return this
     * @throws IllegalArgumentException if it is another word
     */
    public PoolBuilder name(String called) {
        if (!Naming.fits(called)) {
            throw new IllegalArgumentException("a name has letters, digits and .@:+-_, and not digits alone, unlike " + called);
        }
        name = called;
        return this;
    }

    /**
     * Whether there is a socket by which {@code drover ps}, {@code status}, {@code scale} and the like reach the pool; else there is. Only
     * processes of the same user get an answer there. A pool {@linkplain #inProcess in this process} has none.
     *
     * @param wanted whether there is
     * @return this
     */
    public PoolBuilder control(boolean wanted) {
        control = wanted;
        return this;
    }

    /**
     * Starts the workers. The first results come when the first worker is ready; nobody waits for that here.
     *
     * @return to be closed
     * @throws IllegalArgumentException if there is to be no worker, or no slot
     * @throws UncheckedIOException if there cannot be a pool here, or no journal; the message is for the user
     */
    public WorkerPool build() {
        Recorder recorder = journal == null ? Recorder.NONE : PoolJournal.start(journal, output);
        Naming naming = control ? Naming.ofProgram(name) : null;
        return new WorkerPool(new PoolCrew(plan(), size(), new Pending(maxPending, whenFull), listener, output, recorder, naming), terms);
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

    private PoolSize size() {
        return new PoolSize(kind, slotsPerWorker, fewest, workers);
    }

    private CrewPlan plan() {
        JavaTasks work = outfit.work();
        return CrewPlan.of(work)
                .slots(size().slots())
                .staffing(size().staffing(idle))
                .terms(terms)
                .patience(outfit.isDebuggable() ? Patience.USUAL.endless() : kind.patience())
                .recycling(recycling)
                .progress(listener == null ? CrewPlan.Progress.HIDDEN : CrewPlan.Progress.SHOWN)
                .jvm(outfit.jvm(work))
                .build();
    }
}
