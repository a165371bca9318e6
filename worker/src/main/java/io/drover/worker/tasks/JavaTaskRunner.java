package io.drover.worker.tasks;

import io.drover.posix.ProcessTree;
import io.drover.posix.Signal;
import io.drover.proto.Reply;
import io.drover.proto.WorkerSetup;
import io.drover.wire.Scoreboard;
import io.drover.worker.slot.Runner;
import io.drover.worker.slot.SetupException;
import io.drover.worker.slot.SinkPort;
import io.drover.worker.slot.TaskQueue;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.IntConsumer;

/** Runs the user's {@link io.drover.task.Task}, one instance and one thread for each slot. */
public final class JavaTaskRunner implements Runner {
    /** What a task that waits for something gets to end by itself after its interrupt. */
    private static final long INTERRUPT_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

    private final WorkerSetup setup;
    private final Scoreboard scoreboard;
    private final TaskQueue queue;
    private final SinkPort sink;
    private final IntConsumer exit;
    private final List<JavaSlot> slots = new ArrayList<>();
    private final Questions questions = new Questions();
    private final boolean alone = !ProcessTree.bornWithChildren();

    public JavaTaskRunner(WorkerSetup setup, Scoreboard scoreboard, TaskQueue queue, SinkPort sink, IntConsumer exit) {
        this.setup = setup;
        this.scoreboard = scoreboard;
        this.queue = queue;
        this.sink = sink;
        this.exit = exit;
    }

    @Override
    public void start() throws SetupException {
        setup.getJava().getSystemPropertiesList().forEach(property -> System.setProperty(property.getName(), property.getValue()));
        OutputCapture.install();
        // The descriptor is the lifeline, which is not for tasks.
        System.setIn(InputStream.nullInputStream());
        TaskLoader loader = new TaskLoader(
                setup.getJava().getClassPathList(), setup.getJava().getTaskClass());
        for (int i = 0; i < setup.getSlots(); i++) {
            JavaSlot slot = new JavaSlot(i, setup, loader, scoreboard, queue, sink, questions, exit);
            slots.add(slot);
            slot.start();
        }
        for (JavaSlot slot : slots) {
            slot.awaitSetUp();
        }
    }

    @Override
    public void awaitIdle() throws InterruptedException {
        for (JavaSlot slot : slots) {
            slot.join();
        }
    }

    @Override
    public void stop(Signal signal, long graceNanos) {
        long now = System.nanoTime();
        List<JavaSlot.Patience> patience = slots.stream().map(JavaSlot::cancel).toList();
        for (int i = 0; i < slots.size(); i++) {
            switch (patience.get(i)) {
                case NONE -> { }
                case SHORT -> slots.get(i).awaitEnd(now + INTERRUPT_NANOS);
                case FULL -> slots.get(i).awaitEnd(now + graceNanos);
            }
        }
    }

    @Override
    public void kill(long sequence) {
        slots.forEach(slot -> slot.cancel(sequence));
    }

    @Override
    public void replied(Reply reply) {
        questions.replied(reply);
    }

    @Override
    public void suspend(long sequence, boolean suspended) {
        // A thread cannot be stopped from outside; the supervisor stops the process.
    }

    @Override
    public void signal(long sequence, int signal) {
        // A thread gets none.
    }

    @Override
    public void abandon() {
        // Among many busy workers each instruction counts, and few tasks start processes.
        if (ProcessTree.hasChildren()) {
            endProcesses();
        }
    }

    /** What tasks started with ProcessBuilder. */
    private void endProcesses() {
        ProcessHandle.current().children().filter(this::ours).forEach(child -> {
            child.descendants().forEach(ProcessHandle::destroyForcibly);
            child.destroyForcibly();
        });
    }

    /** Not so a child that was there before us. */
    private boolean ours(ProcessHandle child) {
        return alone || ProcessTree.hasVariable((int) child.pid(), "DROVER_RUN=" + setup.getRunId());
    }

    @Override
    public void suspend(boolean suspended) {
        // The process itself is stopped or goes on, and the tasks with it.
    }

    @Override
    public void housekeeping() {}
}
