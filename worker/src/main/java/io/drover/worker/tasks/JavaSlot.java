package io.drover.worker.tasks;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import io.drover.proto.TaskRequest;
import io.drover.proto.TaskResult;
import io.drover.proto.WorkerSetup;
import io.drover.task.Task;
import io.drover.task.WorkerContext;
import io.drover.wire.Scoreboard;
import io.drover.worker.slot.PayloadArray;
import io.drover.worker.slot.SetupException;
import io.drover.worker.slot.SinkPort;
import io.drover.worker.slot.SlotLoop;
import io.drover.worker.slot.SlotPort;
import io.drover.worker.slot.TaskQueue;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.function.IntConsumer;

/** One slot for Java tasks: makes the task in its own thread, runs what the queue has, tears the task down there. */
final class JavaSlot {
    /** A task shorter than this does not get a frame of its own while more are waiting. */
    private static final long TINY_NANOS = TimeUnit.MICROSECONDS.toNanos(200);
    /** Exit code after a task threw an Error: the process is in doubt, its results are not. */
    static final int EXIT_TASK_ERROR = 70;

    private final int index;
    private final int number;
    private final WorkerSetup setup;
    private final TaskLoader loader;
    private final Scoreboard scoreboard;
    private final SlotPort port;
    private final SlotLoop loop;
    private final IntConsumer exit;
    private final OutputCapture capture;
    private final Emissions emissions;
    private final CompletableFuture<Void> setUp = new CompletableFuture<>();
    private final Thread thread;

    private Task<Object, Object> task;
    private StageCodecs codecs;
    private volatile RunningTask running;
    private volatile long runningSequence;

    JavaSlot(
            int index,
            WorkerSetup setup,
            TaskLoader loader,
            Scoreboard scoreboard,
            TaskQueue queue,
            SinkPort sink,
            Questions questions,
            IntConsumer exit) {
        this.index = index;
        this.number = setup.getFirstSlot() + index;
        this.setup = setup;
        this.loader = loader;
        this.scoreboard = scoreboard;
        this.port = new SlotPort(sink, number);
        this.loop = new SlotLoop(index, queue, scoreboard, port, TINY_NANOS);
        this.exit = exit;
        this.capture = new OutputCapture(port, setup.getJava().getLive());
        this.emissions = new Emissions(setup.getJava().getStagesList(), loader, port, questions);
        this.thread = new Thread(this::run, "slot-" + number);
        thread.setDaemon(true);
        thread.setContextClassLoader(loader.classLoader());
    }

    void start() {
        thread.start();
    }

    void awaitSetUp() throws SetupException {
        try {
            setUp.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof SetupException failure) {
                throw failure;
            }
            throw e;
        }
    }

    void join() throws InterruptedException {
        thread.join();
    }

    private void run() {
        capture.attach();
        try {
            prepare();
        } catch (SetupException e) {
            setUp.completeExceptionally(e);
            return;
        }
        setUp.complete(null);
        loop.run(this::attempt);
        try {
            task.tearDown();
        } catch (Throwable e) {
            // Too late to fail any task; the log keeps it.
            e.printStackTrace();
        }
    }

    private void prepare() throws SetupException {
        task = loader.newTask();
        try {
            codecs = codecs();
            task.setUp(new WorkerContext(setup.getWorker(), setup.getGeneration(), number));
        } catch (Throwable e) {
            throw new SetupException("the set-up of " + setup.getJava().getTaskClass() + " failed", e);
        }
    }

    private StageCodecs codecs() throws SetupException {
        int stage = setup.getJava().getStage();
        return stage == 0 ? StageCodecs.of(task) : StageCodecs.of(setup.getJava().getStages(stage - 1), task, loader);
    }

    private long timeoutMillis(TaskRequest task) {
        return task.hasTimeoutMillis() ? task.getTimeoutMillis() : setup.getJava().getTimeoutMillis();
    }

    private TaskResult.Builder attempt(TaskQueue.Started started) {
        TaskResult.Builder result = TaskResult.newBuilder();
        RunningTask context = new RunningTask(
                started.task(),
                number,
                timeoutMillis(started.task()),
                message -> System.err.println(message),
                fraction -> scoreboard.progress(index, fraction),
                port::pause,
                emissions);
        runningSequence = started.sequence();
        running = context;
        capture.begin(started.sequence());
        emissions.begin(started.sequence());
        try {
            Object value = codecs.input().decode(PayloadArray.of(started.task().getPayload()));
            Object answer = answer(value, context);
            emissions.end();
            result.setOutput(encode(answer, started.sequence()));
        } catch (Error e) {
            fail(result, e);
            running = null;
            port.result(port.complete(result, started).setError(capture.end()).build(), true);
            exit.accept(EXIT_TASK_ERROR);
        } catch (Throwable e) {
            fail(result, e);
        } finally {
            running = null;
            // Left over from a cancel that came too late, or from the task itself.
            Thread.interrupted();
        }
        return result.setError(capture.end());
    }

    private Object answer(Object value, RunningTask context) throws Exception {
        try {
            return task.run(value, context);
        } catch (ClassCastException e) {
            // Thrown by what we have called itself, before its author's code: the bridge of a task, or the inside of a lambda.
            StackTraceElement[] stack = e.getStackTrace();
            if (stack.length > 1 && stack[1].getClassName().equals(JavaSlot.class.getName())) {
                throw new IllegalArgumentException("the task cannot take its input: " + e.getMessage(), e);
            }
            throw e;
        }
    }

    private void fail(TaskResult.Builder result, Throwable failure) {
        result.setFailure(Failures.of(failure, setup.getJava().getFailureObjects()));
    }

    /** The result's bytes; a large one is sent ahead in chunks, because no frame may be large. */
    private ByteString encode(Object answer, long sequence) throws Exception {
        if (answer == null) {
            return ByteString.EMPTY;
        }
        byte[] bytes = codecs.result().encode(answer);
        int from = 0;
        while (bytes.length - from > SinkPort.MAX_CHUNK) {
            port.output(sequence, false, UnsafeByteOperations.unsafeWrap(bytes, from, SinkPort.MAX_CHUNK));
            from += SinkPort.MAX_CHUNK;
        }
        if (setup.getJava().getResultLines()) {
            byte[] last = Arrays.copyOfRange(bytes, from, bytes.length + 1);
            last[last.length - 1] = '\n';
            return UnsafeByteOperations.unsafeWrap(last);
        }
        return UnsafeByteOperations.unsafeWrap(bytes, from, bytes.length - from);
    }

    /** The run is being stopped. Returns how long that should wait for this slot. */
    Patience cancel() {
        // What waits may not do so any more after its interrupt.
        Patience patience = patience();
        RunningTask current = running;
        if (current != null) {
            current.cancel();
        }
        thread.interrupt();
        return patience;
    }

    void cancel(long sequence) {
        RunningTask current = running;
        if (current != null && runningSequence == sequence) {
            current.cancel();
            thread.interrupt();
        }
    }

    /** How long a stop should wait for this slot. */
    enum Patience {
        /** It computes and has never asked about cancellation: it will not end. */
        NONE,
        /** It waits for something, which the interrupt may have ended. */
        SHORT,
        /** It looks out for cancellation, or is only being torn down. */
        FULL
    }

    private Patience patience() {
        RunningTask current = running;
        if (current == null || current.cooperative()) {
            return Patience.FULL;
        }
        return thread.getState() == Thread.State.RUNNABLE ? Patience.NONE : Patience.SHORT;
    }

    void awaitEnd(long deadlineNanos) {
        long millis = TimeUnit.NANOSECONDS.toMillis(deadlineNanos - System.nanoTime());
        try {
            if (millis > 0) {
                thread.join(millis);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
