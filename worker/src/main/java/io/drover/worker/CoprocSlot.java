package io.drover.worker;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import io.drover.posix.NativeBuffer;
import io.drover.posix.Posix;
import io.drover.posix.PosixException;
import io.drover.posix.Reaped;
import io.drover.posix.Spawner;
import io.drover.proto.CommandSetup;
import io.drover.proto.OutputChunk;
import io.drover.proto.TaskResult;
import io.drover.proto.WorkerSetup;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * One slot for lines: a thread that writes them to a long-lived child and takes a line for each as its answer.
 *
 * <p>Quick children get several lines ahead, so that neither side waits for the other. The first line without an answer
 * is the one that runs: it is charged with a timeout and with the death of the child; the lines behind it are written
 * again to the next child.
 */
final class CoprocSlot implements ProcessSlot {
    private static final int EXIT_CANNOT_START = 126;
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(500);
    private static final int LONGEST_WAIT_MILLIS = 500;
    /** What a child gets to end after its input did. */
    private static final long FAREWELL_NANOS = TimeUnit.SECONDS.toNanos(2);

    private final CommandRunner runner;
    private final int index;
    private final int number;
    private final CommandSetup setup;
    private final CommandEnvironment environment;
    private final Scoreboard scoreboard;
    private final TaskQueue queue;
    private final SinkPort sink;
    private final byte delimiter;
    private final long timeoutNanos;
    private final Spawner spawner = new Spawner();
    private final NativeBuffer buffer = new NativeBuffer(SinkPort.MAX_CHUNK);
    private final Posix.Pipe wake = Posix.pipe();
    private final UnansweredLines unanswered = new UnansweredLines();
    private final CoprocResults results;
    private final ByteArrayOutputStream partial = new ByteArrayOutputStream();
    /** Since when the first unanswered line is the first. */
    private long since;
    private long expectedWake;
    private boolean answeredSinceStart;

    // Guarded by this: a pid may be signalled only while nobody has waited for it.
    private Coprocess child;
    private long running;
    private long killed;
    private int killSignal;
    private final Pause pause = new Pause();
    private boolean stopping;

    CoprocSlot(
            CommandRunner runner,
            int index,
            WorkerSetup worker,
            CommandEnvironment environment,
            Scoreboard scoreboard,
            TaskQueue queue,
            SinkPort sink) {
        this.runner = runner;
        this.index = index;
        this.number = worker.getFirstSlot() + index;
        this.setup = worker.getCommands();
        this.environment = environment;
        this.scoreboard = scoreboard;
        this.queue = queue;
        this.sink = sink;
        this.results = new CoprocResults(sink, number);
        this.delimiter = (byte) (setup.getCoproc().getNul() ? 0 : '\n');
        this.timeoutNanos = TimeUnit.MILLISECONDS.toNanos(setup.getTimeoutMillis());
    }

    @Override
    public synchronized int pid() {
        return child == null ? 0 : child.pid();
    }

    @Override
    public void kill(long sequence, int signal) {
        synchronized (this) {
            if (running != sequence) {
                return;
            }
            killed = sequence;
            killSignal = signal;
        }
        Posix.write(wake.writeEnd(), new byte[1]);
    }

    @Override
    public void suspend(long sequence, boolean suspend) {
        synchronized (this) {
            if (running != sequence || child == null) {
                return;
            }
            pause.set(suspend, child.pid(), System.nanoTime());
        }
        Posix.write(wake.writeEnd(), new byte[1]);
    }

    @Override
    public void stopping() {
        synchronized (this) {
            stopping = true;
        }
        Posix.write(wake.writeEnd(), new byte[1]);
    }

    private synchronized boolean isStopping() {
        return stopping;
    }

    @Override
    public void run() {
        try {
            while (next()) {
                if (child == null && !startChild()) {
                    continue;
                }
                child.write();
                child.await(waitMillis());
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
            since = System.nanoTime();
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
        byte[] value = task.task().getPayload().toByteArray();
        for (byte b : value) {
            if (b == delimiter) {
                refuse(task);
                return;
            }
        }
        byte[] line = Arrays.copyOf(value, value.length + 1);
        line[value.length] = delimiter;
        unanswered.add(new UnansweredLines.Line(task, line), child);
        showRunning();
    }

    /** The scoreboard says who is charged when this process dies. */
    private void showRunning() {
        UnansweredLines.Line first = unanswered.first();
        synchronized (this) {
            running = first == null ? 0 : first.task().sequence();
        }
        if (first == null) {
            scoreboard.idle(index);
        } else {
            scoreboard.running(index, first.task().sequence(), since);
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
        // It was stopped for this line; whoever wants that for the next one says so.
        goOn();
        results.add(unanswered.removeFirst().task(), result, since, nanos);
        since += nanos;
        showRunning();
    }

    private synchronized void goOn() {
        if (child != null) {
            pause.set(false, child.pid(), System.nanoTime());
        }
    }

    // ------------------------------------------------------------------ child

    /** False when it cannot be started, which the first line is charged with, or need not be. */
    private boolean startChild() {
        if (isStopping()) {
            cancelAll();
            return false;
        }
        Coprocess started;
        try {
            started = Coprocess.start(environment, spawner, setup, number, wake.readEnd(), buffer);
        } catch (PosixException e) {
            String why = CommandRunner.startFailure(setup.getCoproc().getCommand().toByteArray(), e);
            finishFirst(
                    TaskResult.newBuilder()
                            .setExitCode(EXIT_CANNOT_START)
                            .setError(ByteString.copyFrom(why, StandardCharsets.UTF_8)),
                    0);
            return false;
        }
        partial.reset();
        answeredSinceStart = false;
        unanswered.writeTo(started);
        since = System.nanoTime();
        showRunning();
        synchronized (this) {
            child = started;
        }
        return true;
    }

    private int waitMillis() {
        if (timeoutNanos == 0 || pause.on()) {
            expectedWake = Long.MAX_VALUE;
            return -1;
        }
        long left = TimeUnit.NANOSECONDS.toMillis(since + timeoutNanos - System.nanoTime() + 999_999);
        expectedWake = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(Math.min(left, LONGEST_WAIT_MILLIS));
        return (int) Math.max(0, Math.min(left, LONGEST_WAIT_MILLIS));
    }

    /** Does what the wait was for. */
    private void attend() throws InterruptedException {
        long now = System.nanoTime();
        since += pause.takeNanos();
        if (timeoutNanos > 0 && expectedWake != Long.MAX_VALUE && now - expectedWake > PAUSE_NANOS) {
            // We were suspended, and the child probably was, too.
            since += now - expectedWake;
        }
        child.readError();
        if (child.hasOutput()) {
            readAnswers(now);
        }
        if (child.woken()) {
            Posix.read(wake.readEnd(), buffer);
            killAsked();
        }
        if (child == null) {
            return;
        }
        if (child.over()) {
            bury();
        } else if (timeoutNanos > 0 && !pause.on() && !unanswered.isEmpty() && System.nanoTime() - since >= timeoutNanos) {
            end(TaskResult.newBuilder().setTimedOut(true), 0);
        }
    }

    private void readAnswers(long now) throws InterruptedException {
        int count = child.read();
        int ends = 0;
        byte[] bytes = new byte[count];
        buffer.bytes().get(0, bytes);
        for (byte b : bytes) {
            ends += b == delimiter ? 1 : 0;
        }
        int answers = Math.min(ends, unanswered.size());
        long nanos = answers == 0 ? 0 : (now - since) / answers;
        int from = 0;
        for (int i = 0; i < count; i++) {
            if (bytes[i] == delimiter) {
                answer(bytes, from, i + 1, nanos);
                from = i + 1;
            }
        }
        partial.write(bytes, from, count - from);
        if (answers > 0) {
            since = now;
            unanswered.adapt(nanos);
        }
    }

    private void answer(byte[] bytes, int from, int to, long nanos) throws InterruptedException {
        ByteString answer = UnsafeByteOperations.unsafeWrap(bytes, from, to - from);
        if (partial.size() > 0) {
            answer = ByteString.copyFrom(partial.toByteArray()).concat(answer);
            partial.reset();
        }
        if (unanswered.isEmpty()) {
            System.err.println("coprocess of slot " + number + ": a line that nobody asked for");
            return;
        }
        answeredSinceStart = true;
        long sequence = unanswered.first().task().sequence();
        byte[] error = child.takeError();
        finishFirst(
                TaskResult.newBuilder()
                        .setOutput(send(answer, sequence))
                        .setError(UnsafeByteOperations.unsafeWrap(error)),
                nanos);
    }

    /** Sends a long answer ahead in chunks, because no frame may be large; returns the rest. */
    private ByteString send(ByteString answer, long sequence) throws InterruptedException {
        int from = 0;
        while (answer.size() - from > SinkPort.MAX_CHUNK && !isStopping()) {
            OutputChunk chunk = OutputChunk.newBuilder()
                    .setSequence(sequence)
                    .setSlot(number)
                    .setData(answer.substring(from, from + SinkPort.MAX_CHUNK))
                    .build();
            if (sink.output(chunk, TimeUnit.MILLISECONDS.toNanos(100))) {
                from += SinkPort.MAX_CHUNK;
            }
        }
        return answer.substring(from);
    }

    /** What it has said without being asked would be taken for the answer to the next line. */
    private void lookAtIdleChild() {
        if (child.hasEnded()) {
            release();
            return;
        }
        boolean said = false;
        while (child.look() && child.hasOutput()) {
            child.readError();
            said |= child.read() > 0;
        }
        if (said || partial.size() > 0) {
            System.err.println("coprocess of slot " + number + ": more than a line for each line");
            partial.reset();
        }
    }

    private void killAsked() {
        boolean asked;
        int signal;
        synchronized (this) {
            asked = killed != 0 && killed == running;
            killed = 0;
            signal = killSignal;
        }
        if (asked) {
            end(TaskResult.newBuilder().setKilled(true), signal);
        }
    }

    /** Ends the child because of its first line. */
    private void end(TaskResult.Builder result, int signal) {
        // A stopped process cannot act on the signal.
        goOn();
        child.terminate(signal);
        while (child.look() && !child.hasOutput()) {
            child.readError();
        }
        result.setError(ByteString.copyFrom(child.takeError()));
        finishFirst(CoprocResults.withUsage(result, release()), System.nanoTime() - since);
    }

    /** The child has ended by itself, or says no more. */
    private void bury() throws InterruptedException {
        while (child.look()) {
            child.readError();
            if (child.hasOutput()) {
                readAnswers(System.nanoTime());
            }
        }
        if (!child.hasEnded()) {
            child.terminate(0);
        }
        UnansweredLines.Line first = unanswered.first();
        boolean read = first != null && first.writtenBy(child);
        byte[] error = child.takeError();
        Reaped reaped = release();
        if (isStopping()) {
            cancelAll();
        } else if (first != null && (read || !answeredSinceStart)) {
            TaskResult.Builder result = CoprocResults.endOf(reaped).setError(ByteString.copyFrom(error));
            finishFirst(result, System.nanoTime() - since);
        }
    }

    private void cancelAll() {
        while (!unanswered.isEmpty()) {
            finishFirst(TaskResult.newBuilder().setKilled(true), 0);
        }
    }

    private Reaped release() {
        Reaped reaped;
        Coprocess ended = child;
        synchronized (this) {
            reaped = ended.reap();
            child = null;
        }
        ended.close();
        runner.leaderReaped(ended.pid());
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
            child.terminate(0);
        }
        byte[] error = child.takeError();
        System.err.write(error, 0, error.length);
        release();
    }
}
