package io.drover.supervisor.threads;

import com.google.protobuf.UnsafeByteOperations;
import io.drover.proto.TaskResult;
import io.drover.proto.WorkerSetup;
import io.drover.task.Task;
import io.drover.task.WorkerContext;
import io.drover.wire.Scoreboard;
import io.drover.worker.slot.TaskQueue;
import io.drover.worker.tasks.Failures;
import io.drover.worker.tasks.FlowPort;
import io.drover.worker.tasks.RunningTask;

/** One slot: makes its task in a thread of its own, runs what the queue has, tears the task down there. */
final class ThreadSlot {
    private final ThreadWorker worker;
    private final int index;
    private final int number;
    private final WorkerSetup setup;
    private final Scoreboard board;
    private final TaskQueue queue;
    private final Thread thread;
    private volatile RunningTask running;

    ThreadSlot(ThreadWorker worker, int index, WorkerSetup setup, Scoreboard board, TaskQueue queue) {
        this.worker = worker;
        this.index = index;
        this.number = setup.getFirstSlot() + index;
        this.setup = setup;
        this.board = board;
        this.queue = queue;
        this.thread = new Thread(this::run, "drover-slot-" + number);
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    private void run() {
        Task<byte[], byte[]> task;
        try {
            task = worker.site().newTask();
            task.setUp(new WorkerContext(setup.getWorker(), setup.getGeneration(), number));
        } catch (Throwable e) {
            worker.cannotRun(e);
            return;
        }
        worker.ready();
        for (TaskQueue.Started next = take(); next != null; next = take()) {
            TaskResult result = attempt(task, next);
            board.idle(index);
            worker.result(result);
        }
        try {
            task.tearDown();
        } catch (Throwable e) {
            // Too late to fail any task.
            e.printStackTrace();
        }
        worker.over();
    }

    /** An interrupt here comes from a stop or from a task that left one behind; the queue says which. */
    private TaskQueue.Started take() {
        while (true) {
            try {
                return queue.take(index);
            } catch (InterruptedException e) {
                continue;
            }
        }
    }

    private TaskResult attempt(Task<byte[], byte[]> task, TaskQueue.Started started) {
        TaskResult.Builder result = TaskResult.newBuilder()
                .setSequence(started.sequence())
                .setSlot(number)
                .setStartEpochMicros(started.epochMicros());
        RunningTask context = new RunningTask(
                started.task(),
                number,
                started.task().getTimeoutMillis(),
                System.err::println,
                fraction -> board.progress(index, fraction),
                worker::pause,
                FlowPort.NONE);
        running = context;
        try {
            byte[] answer = task.run(started.task().getPayload().toByteArray(), context);
            result.setOutput(UnsafeByteOperations.unsafeWrap(answer));
        } catch (Throwable e) {
            result.setFailure(Failures.of(e, setup.getJava().getFailureObjects()));
        } finally {
            running = null;
            // Left over from a cancel that came too late, or from the task itself.
            Thread.interrupted();
        }
        return result.setRunNanos(System.nanoTime() - started.nanos()).build();
    }

    void cancel() {
        RunningTask current = running;
        if (current != null) {
            current.cancel();
        }
        thread.interrupt();
    }

    /** As in the thread dump of a JVM. */
    String stack() {
        StringBuilder text = new StringBuilder("\"slot-" + number + "\"\n   java.lang.Thread.State: " + thread.getState());
        for (StackTraceElement frame : thread.getStackTrace()) {
            text.append("\n\tat ").append(frame);
        }
        return text.toString();
    }
}
