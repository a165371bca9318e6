package io.drover.supervisor;

import com.google.protobuf.ByteString;
import io.drover.posix.ExitStatus;
import io.drover.posix.Signal;
import io.drover.proto.FromWorker;
import io.drover.proto.SetupFailure;
import io.drover.proto.TaskRequest;
import io.drover.proto.TaskResult;
import io.drover.proto.ToWorker;
import io.drover.proto.WorkerSetup;
import io.drover.supervisor.core.WorkerKey;
import io.drover.wire.BatchReader;
import io.drover.wire.Scoreboard;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A worker that is a thread. It knows as much of commands and Java tasks as a test of the loop needs: "echo TEXT", "ok TEXT", and the two
 * ways to leave a file and wait for another.
 */
final class MemoryWorker {
    private static final Pattern WAITING = Pattern.compile("touch(?:-and-wait)? ([^ ;]+)(?:; until \\[ -e)? ([^ ]+).*");
    private static final long LOOK_MILLIS = 2;

    /** What a slot runs; null while it waits for nothing any more. */
    private record Running(long sequence, long since, Path awaited) {}

    private final MemoryWorkers site;
    private final WorkerKey key;
    private final WorkerSetup setup;
    private final Scoreboard board;
    private final BlockingQueue<ToWorker> inbox = new LinkedBlockingQueue<>();
    private final BlockingQueue<Signal> signals = new LinkedBlockingQueue<>();
    private final Running[] slots;
    private final Deque<BatchReader> batches = new ArrayDeque<>();
    private final Set<Long> killed = new HashSet<>();
    private boolean finishing;
    private boolean terminated;

    MemoryWorker(MemoryWorkers site, WorkerKey key, WorkerSetup setup, Scoreboard board) {
        this.site = site;
        this.key = key;
        this.setup = setup;
        this.board = board;
        this.slots = new Running[setup.getSlots()];
    }

    void start() {
        Thread thread = new Thread(this::live, key.toString());
        thread.setDaemon(true);
        thread.start();
    }

    void receive(ToWorker message) {
        inbox.add(message);
    }

    void signal(Signal signal) {
        signals.add(signal);
    }

    private FromWorker.Builder say() {
        return FromWorker.newBuilder().setWorker(key.place()).setGeneration(key.generation());
    }

    private void live() {
        board.takesAtMost(Long.MAX_VALUE);
        if (setup.getJava().getTaskClass().equals("tasks.None")) {
            site.say(say().setSetupFailure(SetupFailure.newBuilder().setMessage("there is no such task")).build());
        } else {
            site.say(say().setReady(true).build());
        }
        try {
            while (!signals.contains(Signal.KILL)) {
                board.beat(System.nanoTime());
                terminated |= signals.contains(Signal.TERM) || signals.contains(Signal.INT);
                ToWorker message = inbox.poll(LOOK_MILLIS, TimeUnit.MILLISECONDS);
                if (message != null) {
                    obey(message);
                }
                begin();
                end();
                if (idle() && (terminated || finishing && batches.isEmpty())) {
                    site.say(say().setBye(true).build());
                    site.ended(key, new ExitStatus.Exited(0));
                    return;
                }
            }
            site.ended(key, new ExitStatus.Signaled(Signal.KILL.number()));
        } catch (InterruptedException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private void obey(ToWorker message) {
        if (message.getGreeting()) {
            site.say(say().setLinked(true).build());
        }
        if (message.hasTasks()) {
            batches.add(new BatchReader(message.getTasks()));
        }
        killed.addAll(message.getKillList());
        finishing |= message.getFinish();
    }

    private boolean idle() {
        for (Running running : slots) {
            if (running != null) {
                return false;
            }
        }
        return true;
    }

    private void begin() throws IOException {
        for (int slot = 0; slot < slots.length && !terminated; slot++) {
            if (slots[slot] == null) {
                beginIn(slot);
            }
        }
    }

    private void beginIn(int slot) throws IOException {
        while (!batches.isEmpty()) {
            BatchReader batch = batches.peek();
            if (batch.left() > 0) {
                long sequence = batch.sequence();
                board.running(slot, sequence, System.nanoTime());
                if (board.tryStart(batch.epoch(), sequence)) {
                    run(slot, sequence, batch.take());
                    return;
                }
                board.idle(slot);
            }
            batches.remove();
        }
    }

    private void run(int slot, long sequence, TaskRequest task) throws IOException {
        String line = task.getPayload().toStringUtf8();
        Matcher waiting = WAITING.matcher(line);
        if (waiting.matches()) {
            Files.createFile(Path.of(waiting.group(1)));
            slots[slot] = new Running(sequence, System.nanoTime(), Path.of(waiting.group(2)));
        } else {
            slots[slot] = new Running(sequence, System.nanoTime(), null);
            String printed = line.startsWith("echo ") ? line.substring("echo ".length()) + "\n" : line;
            over(slot, result(slot).setOutput(ByteString.copyFromUtf8(printed)));
        }
    }

    private void end() {
        for (int slot = 0; slot < slots.length; slot++) {
            Running running = slots[slot];
            if (running == null) {
                continue;
            }
            if (killed.remove(running.sequence())) {
                over(slot, result(slot).setKilled(true).setSignal(Signal.TERM.number()));
            } else if (terminated) {
                over(slot, result(slot).setExitCode(1));
            } else if (Files.exists(running.awaited())) {
                over(slot, result(slot));
            }
        }
    }

    private TaskResult.Builder result(int slot) {
        return TaskResult.newBuilder()
                .setSequence(slots[slot].sequence())
                .setSlot(setup.getFirstSlot() + slot)
                .setRunNanos(System.nanoTime() - slots[slot].since());
    }

    private void over(int slot, TaskResult.Builder result) {
        slots[slot] = null;
        board.idle(slot);
        site.say(say().addResults(result).build());
    }
}
