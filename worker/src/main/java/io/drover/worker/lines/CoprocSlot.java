package io.drover.worker.lines;

import com.google.protobuf.ByteString;
import io.drover.posix.Descriptors;
import io.drover.posix.NativeBuffer;
import io.drover.posix.PosixException;
import io.drover.posix.Reaped;
import io.drover.posix.Spawner;
import io.drover.proto.CommandSetup;
import io.drover.proto.TaskResult;
import io.drover.worker.command.CommandEnvironment;
import io.drover.worker.command.CommandGroups;
import io.drover.worker.command.ProcessSlot;
import io.drover.worker.command.SlotProcess;
import io.drover.worker.command.SlotTools;
import io.drover.worker.slot.SinkPort;
import io.drover.worker.slot.SlotPort;
import io.drover.worker.slot.TaskQueue;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

/**
 * One slot for lines: a thread that writes them to a long-lived child and takes a line for each as its answer.
 *
 * <p>Quick children get several lines ahead, so that neither side waits for the other. The first line without an answer
 * is the one that runs: it is charged with a timeout and with the death of the child; the lines behind it are written
 * again to the next child.
 */
public final class CoprocSlot implements ProcessSlot {
    private static final int EXIT_CANNOT_START = 126;
    /** More than a pipe holds: whoever still writes after so many reads would never have done. */
    private static final int MOST_READS = 32;
    /** What a child gets to end after its input did. */
    private static final long FAREWELL_NANOS = TimeUnit.SECONDS.toNanos(2);

    private final CommandGroups groups;
    private final int number;
    private final CommandSetup setup;
    private final CommandEnvironment environment;
    private final Spawner spawner = new Spawner();
    private final NativeBuffer buffer = new NativeBuffer(SinkPort.MAX_CHUNK);
    private final SlotProcess process = new SlotProcess();
    private final LineClock clock;
    private final AskedLines lines;
    private final AnswerReader answers;
    /** Null when there is none. */
    private Coprocess child;

    public CoprocSlot(int index, SlotTools tools) {
        this.groups = tools.groups();
        this.number = tools.number(index);
        this.setup = tools.setup().getCommands();
        this.environment = tools.environment();
        this.clock = new LineClock(setup.getTimeoutMillis(), System.nanoTime());
        SlotPort port = new SlotPort(tools.sink(), number, process::stopping);
        this.lines = new AskedLines(index, tools, port, process, clock);
        this.answers = new AnswerReader(number, port, lines, clock, buffer);
    }

    @Override
    public SlotProcess process() {
        return process;
    }

    @Override
    public void run() {
        try {
            while (next()) {
                if (child == null && !startChild()) {
                    continue;
                }
                child.write();
                child.await(clock.waitMillis(System.nanoTime()));
                attend();
            }
            farewell();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Sees to it that there is a line for the child; false when there will be none. */
    private boolean next() throws InterruptedException {
        lines.fill();
        while (lines.isEmpty()) {
            TaskQueue.Started first = lines.await();
            if (first == null) {
                return false;
            }
            if (child != null) {
                lookAtIdleChild();
            }
            lines.begin(first);
            lines.fill();
        }
        return true;
    }

    /** False when it cannot be started, which the first line is charged with, or need not be. */
    private boolean startChild() {
        if (process.stopping()) {
            lines.cancelAll();
            return false;
        }
        Coprocess started;
        try {
            started = Coprocess.start(environment, spawner, setup, number, process.orders(), buffer);
        } catch (PosixException e) {
            String why = CommandEnvironment.startFailure(setup.getCoproc().getCommand(), e.errno());
            lines.finishFirst(
                    TaskResult.newBuilder()
                            .setExitCode(EXIT_CANNOT_START)
                            .setError(ByteString.copyFrom(why, StandardCharsets.UTF_8)),
                    0);
            return false;
        }
        answers.begin();
        lines.begin(started);
        process.started(started.pid());
        child = started;
        return true;
    }

    /** Does what the wait was for. */
    private void attend() throws InterruptedException {
        long now = System.nanoTime();
        clock.look(now);
        child.readError();
        if (child.hasOutput()) {
            answers.read(child, now);
        }
        if (child.woken()) {
            Descriptors.read(process.orders(), buffer);
            clock.suspend(process.suspended(), System.nanoTime());
            if (process.takeKill()) {
                end(TaskResult.newBuilder().setKilled(true));
            }
        }
        if (child == null) {
            return;
        }
        if (child.over()) {
            bury();
        } else if (!lines.isEmpty() && clock.over(System.nanoTime())) {
            end(TaskResult.newBuilder().setTimedOut(true));
        }
    }

    private void lookAtIdleChild() {
        if (child.hasEnded()) {
            release();
            return;
        }
        boolean said = false;
        for (int i = 0; i < MOST_READS && child.look() && child.hasOutput(); i++) {
            child.readError();
            said |= child.read() > 0;
        }
        answers.dropUnasked(said);
    }

    /** Ends the child because of its first line. */
    private void end(TaskResult.Builder result) {
        // A stopped process cannot act on the signal.
        process.goOn();
        child.terminate();
        for (int i = 0; i < MOST_READS && child.look() && !child.hasOutput(); i++) {
            child.readError();
        }
        result.setOutput(answers.breakOff()).setError(child.takeError());
        lines.finishFirst(CoprocResults.withUsage(result, release()), System.nanoTime() - clock.since());
    }

    /** The child has ended by itself, or says no more. */
    private void bury() throws InterruptedException {
        for (int i = 0; i < MOST_READS && child.look(); i++) {
            child.readError();
            if (child.hasOutput()) {
                answers.read(child, System.nanoTime());
            }
        }
        if (!child.hasEnded()) {
            child.terminate();
        }
        UnansweredLines.Line first = lines.first();
        boolean read = first != null && first.writtenBy(child);
        ByteString error = child.takeError();
        Reaped reaped = release();
        if (process.stopping()) {
            lines.cancelAll();
        } else if (first != null && (read || !answers.answered())) {
            TaskResult.Builder result = CoprocResults.endOf(reaped)
                    .setOutput(answers.breakOff())
                    .setError(error);
            lines.finishFirst(result, System.nanoTime() - clock.since());
        }
    }

    private Reaped release() {
        Coprocess ended = child;
        Reaped reaped = process.reap(pid -> ended.reap()).reaped();
        child = null;
        lines.childEnded();
        clock.suspend(false, System.nanoTime());
        ended.close();
        groups.leaderReaped(ended.pid());
        return reaped;
    }

    /** No more lines: the child ends at the end of its input. */
    private void farewell() {
        if (child == null) {
            return;
        }
        child.closeInput();
        long end = System.nanoTime() + FAREWELL_NANOS;
        while (!child.hasEnded() && System.nanoTime() - end < 0) {
            child.await(10);
            child.readError();
            if (child.hasOutput()) {
                child.read();
            }
        }
        if (!child.hasEnded()) {
            child.terminate();
        }
        byte[] error = child.takeError().toByteArray();
        System.err.write(error, 0, error.length);
        release();
    }
}
