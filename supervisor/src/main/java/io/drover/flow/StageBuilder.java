package io.drover.flow;

import io.drover.remote.RemoteFunction;
import io.drover.supervisor.core.Pacing;
import io.drover.supervisor.pacing.PacingConfig;
import io.drover.task.Task;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Says of a stage what differs from the usual, and leads to the next one or runs the flow. One thread. */
public final class StageBuilder {
    private final Flow flow;
    private final StageDraft draft;

    StageBuilder(Flow flow, StageDraft draft) {
        this.flow = flow;
        this.draft = draft;
    }

    /**
     * How many of its tasks run at a time; else one.
     *
     * @param count at least one
     * @return this
     */
    public StageBuilder slots(int count) {
        draft.slots = positive(count, "slots");
        return this;
    }

    /**
     * How many processes they are spread over; else each slot has its own. Tasks that wait rather than compute can share one: each has a
     * thread of its own there.
     *
     * @param count at least one
     * @return this
     */
    public StageBuilder workers(int count) {
        draft.workers = positive(count, "workers");
        return this;
    }

    /**
     * One task at a time, in one process: what is opened in its set-up, such as the connection to a database, has one owner.
     *
     * @return this
     */
    public StageBuilder exclusive() {
        return slots(1).workers(1);
    }

    /**
     * How often a task is started that throws or takes too long; else once.
     *
     * @param most in all; 0: until it succeeds
     * @return this
     */
    public StageBuilder attempts(int most) {
        draft.terms = draft.terms.attempts(most);
        return this;
    }

    /**
     * How long a task may run; else as long as it takes. One that runs longer is ended, with its worker.
     *
     * @param limit of each attempt
     * @return this
     */
    public StageBuilder timeout(Duration limit) {
        draft.terms = draft.terms.timeout(limit);
        return this;
    }

    /**
     * While so many items wait for it, at one of its inputs, no stage before it starts a task; else 4096. What runs then may add some more.
     *
     * @param bound at least one
     * @return this
     */
    public StageBuilder queue(int bound) {
        draft.queue = positive(bound, "items in a queue");
        return this;
    }

    /**
     * An item that has come to this stage is dropped when it comes again: one whose bytes are the same.
     *
     * @return this
     */
    public StageBuilder unique() {
        draft.unique = true;
        return this;
    }

    /**
     * Several ways in, each with a queue of its own; those that have something are served in turn. Tasks send and ask by their names, as in
     * {@code context.emit("imap", "upload", mail)}, and {@code context.input()} says which one it was. What comes from outside, from the
     * stage before and without a name comes by the first.
     *
     * @param names of them
     * @return this
     */
    public StageBuilder inputs(String... names) {
        if (names.length == 0 || Set.of(names).contains("")) {
            throw new IllegalArgumentException("an input of a stage needs a name");
        }
        draft.inputs = List.of(names);
        return this;
    }

    /**
     * Items that go to one task together, as for inserts into a database: its input is a {@code List}, its result is one for all of
     * them, and so is its end. Such a stage cannot be asked.
     *
     * @param most items of one task, at least two
     * @param longest so long they wait for each other while more may come; zero: those that wait go
     * @return this
     */
    public StageBuilder batch(int most, Duration longest) {
        if (most < 2) {
            throw new IllegalArgumentException("a batch cannot have " + most + " items");
        }
        draft.batch = new StagePlan.Batch(most, longest);
        return this;
    }

    /**
     * How many of its tasks start in a second; else any number. They start that far from each other.
     *
     * @param perSecond more than none
     * @return this
     */
    public StageBuilder rate(double perSecond) {
        return rate(perSecond, 1);
    }

    /**
     * How many of its tasks start in a second, over any longer time; else any number.
     *
     * @param perSecond more than none
     * @param burst so many may start at once when none has for as long as they take, one at least
     * @return this
     */
    public StageBuilder rate(double perSecond, int burst) {
        if (!(perSecond > 0)) {
            throw new IllegalArgumentException("a stage cannot start " + perSecond + " tasks a second");
        }
        draft.pacing = new PacingConfig(Pacing.rate(perSecond, positive(burst, "tasks of a burst")), List.of(), null, null, null, null);
        return this;
    }

    /**
     * Options for the JVMs of its workers, as {@code -Xmx1g} or {@code -Dname=value}.
     *
     * @param options added to those before
     * @return this
     */
    public StageBuilder jvmOptions(String... options) {
        draft.jvmOptions.addAll(Arrays.asList(options));
        return this;
    }

    /**
     * A variable in the environment of its workers, besides those of this process.
     *
     * @param variable its name
     * @param value of the variable
     * @return this
     */
    public StageBuilder environment(String variable, String value) {
        draft.environment.add((variable + "=" + value).getBytes(StandardCharsets.UTF_8));
        return this;
    }

    /**
     * The next stage, which gets the results of this one; null and empty ones go nowhere.
     *
     * @param next its name
     * @param nextType of its tasks
     * @return to say more of it
     * @throws IllegalArgumentException if there is a stage of that name
     */
    public StageBuilder stage(String next, Class<? extends Task<?, ?>> nextType) {
        return flow.stage(next, nextType);
    }

    /**
     * The next stage, as {@link Flow#stage(String, RemoteFunction)}, which gets the results of this one; null goes nowhere.
     *
     * @param <I> what it takes
     * @param <O> what it returns
     * @param next its name
     * @param function which travels to its workers
     * @return to say more of it
     * @throws IllegalArgumentException if there is a stage of that name, or the function cannot be sent
     */
    public <I, O> StageBuilder stage(String next, RemoteFunction<I, O> function) {
        return flow.stage(next, function);
    }

    /**
     * Runs the flow until nothing is left of it, in this thread and others. If this thread is interrupted meanwhile, what runs is ended.
     *
     * @param source items of the first stage; read as far as there is room, by another thread
     * @return how it went
     * @throws UncheckedIOException if it cannot begin
     */
    public FlowResult run(Iterable<?> source) {
        return flow.run(source.iterator(), result -> { });
    }

    /**
     * As {@link #run(Iterable)}.
     *
     * @param source items of the first stage, which is closed
     * @return how it went
     * @throws UncheckedIOException if it cannot begin
     */
    public FlowResult run(Stream<?> source) {
        try (source) {
            return flow.run(source.iterator(), result -> { });
        }
    }

    /**
     * As {@link #run(Iterable)}.
     *
     * @param source items of the first stage
     * @param results is given each result of the last stage as soon as it is there, by this thread; while it takes long no task starts. If
     *     it throws, the flow is ended, and that is thrown
     * @return how it went
     * @throws UncheckedIOException if it cannot begin
     */
    public FlowResult run(Iterable<?> source, Consumer<Object> results) {
        return flow.run(source.iterator(), results);
    }

    /**
     * Starts the flow, which goes on beside this thread.
     *
     * @param source items of the first stage
     * @param results is given each result of the last stage, by a thread of the flow; while it takes long no task starts
     * @return to be waited for or closed
     * @throws UncheckedIOException if it cannot begin
     */
    public RunningFlow start(Iterable<?> source, Consumer<Object> results) {
        return flow.start(source.iterator(), results);
    }

    private static int positive(int count, String of) {
        if (count < 1) {
            throw new IllegalArgumentException("a stage cannot have " + count + " " + of);
        }
        return count;
    }
}
