package io.drover.worker.lines;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import io.drover.posix.Descriptors;
import io.drover.posix.NativeBuffer;
import io.drover.posix.PosixException;
import io.drover.posix.Reaped;
import io.drover.posix.Spawner;
import io.drover.proto.CommandSetup;
import io.drover.proto.TaskResult;
import io.drover.wire.Scoreboard;
import io.drover.worker.command.CommandEnvironment;
import io.drover.worker.command.CommandGroups;
import io.drover.worker.command.ProcessSlot;
import io.drover.worker.command.SlotProcess;
import io.drover.worker.command.SlotTools;
import io.drover.worker.slot.Following;
import io.drover.worker.slot.SinkPort;
import io.drover.worker.slot.SlotPort;
import io.drover.worker.slot.TaskQueue;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
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
    private final int index;
    private final int number;
    private final CommandSetup setup;
    private final CommandEnvironment environment;
    private final Scoreboard scoreboard;
    private final TaskQueue queue;
    private final byte delimiter;
    private final ByteString lineEnd;
    private final LineClock clock;
    private final Spawner spawner = new Spawner();
    private final NativeBuffer buffer = new NativeBuffer(SinkPort.MAX_CHUNK);
    private final SlotProcess process = new SlotProcess();
    private final UnansweredLines unanswered = new UnansweredLines();
    private final CoprocResults results;
    private final Answer answer;
    private boolean answeredSinceStart;
    /** Null when there is none. */
    private Coprocess child;

    public CoprocSlot(int index, SlotTools tools) {
        this.groups = tools.groups();
        this.index = index;
        this.number = tools.number(index);
        this.setup = tools.setup().getCommands();
        this.environment = tools.environment();
        this.scoreboard = tools.scoreboard();
        this.queue = tools.queue();
        SlotPort port = new SlotPort(tools.sink(), number, process::stopping);
        this.results = new CoprocResults(port);
        this.answer = new Answer(port);
        this.delimiter = (byte) (setup.getCoproc().getNul() ? 0 : '\n');
        this.lineEnd = ByteString.copyFrom(new byte[] {delimiter});
        this.clock = new LineClock(setup.getTimeoutMillis(), System.nanoTime());
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

    // ------------------------------------------------------------------ tasks

    /** Takes tasks until the window is full; waits for one when there is none. False when there will be none. */
    private boolean next() throws InterruptedException {
        while (true) {
            fill();
            results.deliver(unanswered.isEmpty());
            if (!unanswered.isEmpty()) {
                return true;
            }
            TaskQueue.Started first = queue.take(index);
            if (first == null) {
                return false;
            }
            if (child != null) {
                lookAtIdleChild();
            }
            clock.start(System.nanoTime());
            accept(first);
        }
    }

    private void fill() {
        while (unanswered.wantMore()) {
            TaskQueue.Started next = queue.more(index);
            if (next == null) {
                showRunning();
                return;
            }
            accept(next);
        }
    }

    private void accept(TaskQueue.Started task) {
        Optional<TaskResult.Builder> refusal = Following.refusal(task.task());
        if (refusal.isPresent()) {
            results.add(task, refusal.get(), System.nanoTime(), 0);
            return;
        }
        ByteString value = task.task().getPayload();
        if (holdsDelimiter(value)) {
            refuse(task);
            return;
        }
        unanswered.add(new UnansweredLines.Line(task, value.concat(lineEnd)), child);
        showRunning();
    }

    private boolean holdsDelimiter(ByteString value) {
        ByteString.ByteIterator bytes = value.iterator();
        while (bytes.hasNext()) {
            if (bytes.nextByte() == delimiter) {
                return true;
            }
        }
        return false;
    }

    /** The scoreboard says who is charged when this process dies. */
    private void showRunning() {
        UnansweredLines.Line first = unanswered.first();
        process.runs(first == null ? 0 : first.task().sequence());
        if (first == null) {
            scoreboard.idle(index);
        } else {
            scoreboard.running(index, first.task().sequence(), clock.since());
        }
    }

    private void refuse(TaskQueue.Started task) {
        String message = setup.getCoproc().getNul()
                ? "the value holds a NUL, which would end it"
                : "the value holds a newline, which would end it; -0 ends lines with NUL";
        results.add(task, CoprocResults.failure(message), System.nanoTime(), 0);
    }

    /** Ends the first unanswered line. */
    private void finishFirst(TaskResult.Builder result, long nanos) {
        // If it was stopped, it was for this line; whoever wants that for the next one says so.
        clock.suspend(false, System.nanoTime());
        results.add(unanswered.removeFirst().task(), result, clock.since(), nanos);
        clock.next(nanos);
        showRunning();
    }

    // ------------------------------------------------------------------ child

    /** False when it cannot be started, which the first line is charged with, or need not be. */
    private boolean startChild() {
        if (process.stopping()) {
            cancelAll();
            return false;
        }
        Coprocess started;
        try {
            started = Coprocess.start(environment, spawner, setup, number, process.orders(), buffer);
        } catch (PosixException e) {
            String why = CommandEnvironment.startFailure(setup.getCoproc().getCommand(), e.errno());
            finishFirst(
                    TaskResult.newBuilder()
                            .setExitCode(EXIT_CANNOT_START)
                            .setError(ByteString.copyFrom(why, StandardCharsets.UTF_8)),
                    0);
            return false;
        }
        answer.drop();
        answeredSinceStart = false;
        unanswered.writeTo(started);
        clock.start(System.nanoTime());
        showRunning();
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
            readAnswers(now);
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
        } else if (!unanswered.isEmpty() && clock.over(System.nanoTime())) {
            end(TaskResult.newBuilder().setTimedOut(true));
        }
    }

    private void readAnswers(long now) throws InterruptedException {
        int count = child.read();
        byte[] bytes = new byte[count];
        buffer.bytes().get(0, bytes);
        int ends = 0;
        for (byte b : bytes) {
            ends += b == delimiter ? 1 : 0;
        }
        int answers = Math.min(ends, unanswered.size());
        long nanos = answers == 0 ? 0 : (now - clock.since()) / answers;
        long waited = 0;
        int from = 0;
        for (int i = 0; i < count; i++) {
            if (bytes[i] == delimiter) {
                waited += add(bytes, from, i + 1);
                answered(nanos);
                from = i + 1;
            }
        }
        waited += add(bytes, from, count);
        if (answers > 0) {
            clock.start(now);
            unanswered.adapt(nanos);
        }
        // Whoever waits with us is not charged for the time.
        clock.postpone(waited);
    }

    private long add(byte[] bytes, int from, int to) throws InterruptedException {
        UnansweredLines.Line first = unanswered.first();
        boolean enough = first == null && answer.begun();
        return from == to || enough
                ? 0
                : answer.add(
                        UnsafeByteOperations.unsafeWrap(bytes, from, to - from),
                        first == null ? 0 : first.task().sequence());
    }

    private void answered(long nanos) {
        ByteString rest = answer.take();
        if (unanswered.isEmpty()) {
            System.err.println("coprocess of slot " + number + ": a line that nobody asked for");
            return;
        }
        answeredSinceStart = true;
        byte[] error = child.takeError();
        finishFirst(
                TaskResult.newBuilder().setOutput(rest).setError(UnsafeByteOperations.unsafeWrap(error)), nanos);
    }

    /** What it has said without being asked would be taken for the answer to the next line. */
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
        if (said || answer.begun()) {
            System.err.println("coprocess of slot " + number + ": more than a line for each line");
            answer.drop();
        }
    }

    /** Ends the child because of its first line. */
    private void end(TaskResult.Builder result) {
        // A stopped process cannot act on the signal.
        process.goOn();
        child.terminate();
        for (int i = 0; i < MOST_READS && child.look() && !child.hasOutput(); i++) {
            child.readError();
        }
        result.setOutput(answer.breakOff(lineEnd)).setError(UnsafeByteOperations.unsafeWrap(child.takeError()));
        finishFirst(CoprocResults.withUsage(result, release()), System.nanoTime() - clock.since());
    }

    /** The child has ended by itself, or says no more. */
    private void bury() throws InterruptedException {
        for (int i = 0; i < MOST_READS && child.look(); i++) {
            child.readError();
            if (child.hasOutput()) {
                readAnswers(System.nanoTime());
            }
        }
        if (!child.hasEnded()) {
            child.terminate();
        }
        UnansweredLines.Line first = unanswered.first();
        boolean read = first != null && first.writtenBy(child);
        byte[] error = child.takeError();
        Reaped reaped = release();
        if (process.stopping()) {
            cancelAll();
        } else if (first != null && (read || !answeredSinceStart)) {
            TaskResult.Builder result = CoprocResults.endOf(reaped)
                    .setOutput(answer.breakOff(lineEnd))
                    .setError(UnsafeByteOperations.unsafeWrap(error));
            finishFirst(result, System.nanoTime() - clock.since());
        }
    }

    private void cancelAll() {
        while (!unanswered.isEmpty()) {
            finishFirst(TaskResult.newBuilder().setKilled(true), 0);
        }
    }

    private Reaped release() {
        Coprocess ended = child;
        Reaped reaped = process.reap(ended::reap).reaped();
        child = null;
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
        byte[] error = child.takeError();
        System.err.write(error, 0, error.length);
        release();
    }
}
