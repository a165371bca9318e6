package io.drover.flow;

import io.drover.control.Naming;
import io.drover.flow.journal.FlowJournal;
import io.drover.flow.journal.Recorder;
import io.drover.journal.JournalConfig;
import io.drover.proto.FlowStage;
import io.drover.remote.RemoteFunction;
import io.drover.supervisor.HeadStart;
import io.drover.supervisor.InputPump;
import io.drover.supervisor.Site;
import io.drover.supervisor.output.OutputConfig;
import io.drover.supervisor.output.OutputMode;
import io.drover.supervisor.output.OutputWriter;
import io.drover.task.Codec;
import io.drover.task.Task;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/**
 * Stages of tasks, each in worker processes of its own: what a task of one gives is an item of the next.
 *
 * <pre>{@code
 * FlowResult result = Flow.named("scrape")
 *         .stage("fetch", Fetch.class).slots(30).workers(1).attempts(3)
 *         .stage("store", Store.class).exclusive()
 *         .run(List.of("https://example.org/"));
 * }</pre>
 *
 * <p>A stage starts no task while one behind it has no room, so that a slow one keeps the source waiting and memory does not grow. A task
 * may also {@linkplain io.drover.task.TaskContext#emit send} items to any stage; those to its own or an earlier one wait on disk if need
 * be, so that a flow cannot wait for itself. It is over when nothing waits or runs anywhere. Built and run by one thread; a flow that has
 * been built may be run any number of times, by any threads.
 */
public final class Flow {
    private final String name;
    private final List<StageDraft> stages = new ArrayList<>();
    private long maxItems;
    private Path tmpdir = Path.of(System.getProperty("java.io.tmpdir"));
    private PrintStream output = System.err;
    /** Null: nothing is kept. */
    private Path journal;
    private boolean retriesFailed;
    private boolean control = true;

    private Flow(String name) {
        this.name = name;
    }

    /**
     * A flow without stages.
     *
     * @param name what people call it
     * @return to be given stages
     */
    public static Flow named(String name) {
        return new Flow(name);
    }

    /**
     * One more stage.
     *
     * @param stage its name; none other has it
     * @param type of its tasks, with a public constructor without parameters, which this process calls as well
     * @return to say more of it
     * @throws IllegalArgumentException if there is a stage of that name
     */
    public StageBuilder stage(String stage, Class<? extends Task<?, ?>> type) {
        return stage(stage, new StageTask.OfClass(type));
    }

    /**
     * One more stage, which applies a function, usually a lambda: {@code stage("double", (Integer x) -> 2 * x)}. It travels to the workers
     * with all that it captures.
     *
     * <p>What goes into it and comes out of it is any value that is serializable: of the stage before it what its tasks return, whatever
     * codec they have, and to the stage behind it what it returns. One of a type that a stage cannot take fails there.
     *
     * @param <I> what it takes
     * @param <O> what it returns
     * @param stage its name; none other has it
     * @param function which travels
     * @return to say more of it
     * @throws IllegalArgumentException if there is a stage of that name, or the function captures something that is not serializable, which
     *     it names
     */
    public <I, O> StageBuilder stage(String stage, RemoteFunction<I, O> function) {
        return stage(stage, new StageTask.OfFunction(function));
    }

    private StageBuilder stage(String stage, StageTask task) {
        if (stages.stream().anyMatch(other -> other.name.equals(stage))) {
            throw new IllegalArgumentException("two stages are called " + stage);
        }
        StageDraft added = new StageDraft(stage, task);
        stages.add(added);
        return new StageBuilder(this, added);
    }

    /**
     * How many items may come to all stages together, from outside and from tasks; else any number. With more the flow ends: it goes
     * round in a circle.
     *
     * @param most at least one
     * @return this
     */
    public Flow maxItems(long most) {
        maxItems = most;
        return this;
    }

    /**
     * Where items wait that do not fit in memory, in files without a name; else in {@code java.io.tmpdir}.
     *
     * @param directory which can be written to
     * @return this
     */
    public Flow tmpdir(Path directory) {
        tmpdir = directory;
        return this;
    }

    /**
     * Where what tasks print goes, each task's when it is over; else to {@code System.err}.
     *
     * @param stream which belongs to the caller
     * @return this
     */
    public Flow output(PrintStream stream) {
        output = stream;
        return this;
    }

    /**
     * Where the items of the flow are kept, so that it goes on after a kill: what has a final state in this file does not run again, nor
     * does what failed unless that is {@linkplain #retryFailed wanted}. The same source is to be given again. A task that ran when all was
     * killed runs again. {@code drover show} and {@code drover report} tell what is in it, also while the flow goes on.
     *
     * @param file an SQLite file, made if it is not there
     * @return this
     */
    public Flow journal(Path file) {
        journal = file;
        return this;
    }

    /**
     * Items that failed in an earlier run, by the journal, run again.
     *
     * @return this
     */
    public Flow retryFailed() {
        retriesFailed = true;
        return this;
    }

    /**
     * Whether there is a socket by which {@code drover ps}, {@code status}, {@code scale} and the like reach the flow, by its name or the
     * process id of this program; else there is. Only processes of the same user get an answer there.
     *
     * @param wanted whether there is
     * @return this
     */
    public Flow control(boolean wanted) {
        control = wanted;
        return this;
    }

    /** @param results takes those of the last stage, in this thread */
    FlowResult run(Iterator<?> source, Consumer<Object> results) {
        return open(source).run(resultCodec(), results);
    }

    /** @param results takes those of the last stage, in a thread of its own */
    RunningFlow start(Iterator<?> source, Consumer<Object> results) {
        FlowThread thread = open(source);
        CompletableFuture<FlowResult> end = new CompletableFuture<>();
        Thread taker = new Thread(() -> {
            try {
                end.complete(thread.run(resultCodec(), results));
            } catch (RuntimeException | Error e) {
                end.completeExceptionally(e);
            }
        }, "drover-flow-" + name + "-results");
        taker.setDaemon(true);
        taker.start();
        return new RunningFlow(thread, end);
    }

    /** Null where nothing is kept. */
    private FlowJournal openJournal(FlowPlan plan) throws IOException {
        if (journal == null) {
            return null;
        }
        JournalConfig.Mode mode = retriesFailed ? JournalConfig.Mode.RESUME_FAILED : JournalConfig.Mode.RESUME;
        byte[] title = name.getBytes(StandardCharsets.UTF_8);
        return FlowJournal.open(
                new FlowJournal.Config(new JournalConfig(journal, false, mode), name, title, "from Java"), plan.kept());
    }

    /** Whether any values go into the stage of this number, from 0: it is a function, or behind one; what comes out of the last one, too. */
    private boolean takesValues(int number) {
        return number > 0 && stages.get(number - 1).isFunction() || number < stages.size() && stages.get(number).isFunction();
    }

    private Codec<Object> resultCodec() {
        return stages.get(stages.size() - 1).result(takesValues(stages.size()));
    }

    private List<StagePlan> plans() {
        List<FlowStage> known = new ArrayList<>();
        for (StageDraft stage : stages) {
            int number = known.size();
            stage.item(takesValues(number));
            known.add(stage.known(takesValues(number), takesValues(number + 1)));
        }
        return stages.stream().map(stage -> stage.plan(known, stages.indexOf(stage) + 1)).toList();
    }

    private FlowThread open(Iterator<?> source) {
        FlowPlan plan = new FlowPlan(plans(), true, maxItems, tmpdir);
        Codec<Object> item = stages.get(0).item(takesValues(0));
        InputPump pump = new InputPump(new IteratedSource(source, item), InputPump.Counting.NEVER);
        try {
            FlowJournal kept = openJournal(plan);
            OutputWriter printer = new OutputWriter(
                    new OutputConfig(OutputMode.GROUP, false),
                    Channels.newChannel(OutputStream.nullOutputStream()),
                    Channels.newChannel(output));
            OutputWriter follower = kept == null ? printer : printer.behind(kept.before(printer.first()));
            ResultQueue queue = new ResultQueue(follower.valve());
            HeadStart start = HeadStart.at(Site.SHARED_PROCESS);
            FlowRun run = new FlowRun(
                    plan, start, pump, kept == null ? Recorder.NONE : kept, new ResultFollower(follower, queue), Routed.UNNOTED);
            return new FlowThread(name, run, control ? Naming.ofProgram(name) : null, queue, kept);
        } catch (IOException e) {
            throw new UncheckedIOException("the flow " + name + " cannot run: " + e.getMessage(), e);
        }
    }
}
