package io.drover.supervisor.threads;

import com.google.protobuf.ByteString;
import io.drover.posix.ExitStatus;
import io.drover.posix.Signal;
import io.drover.proto.FromWorker;
import io.drover.proto.SetupFailure;
import io.drover.proto.TaskResult;
import io.drover.proto.ToWorker;
import io.drover.proto.WorkerSetup;
import io.drover.supervisor.core.WorkerKey;
import io.drover.wire.Scoreboard;
import io.drover.worker.slot.Following;
import io.drover.worker.slot.TaskQueue;
import io.drover.worker.tasks.Failures;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/** A worker that is a part of this process: a thread for each of its slots. Any thread. */
final class ThreadWorker {
    private final ThreadWorkers site;
    private final WorkerKey key;
    private final TaskQueue queue;
    private final List<ThreadSlot> slots = new ArrayList<>();
    /** Slots whose task is to be set up. */
    private int unready;
    /** Slots whose thread has not ended. */
    private int alive;
    private boolean dead;

    ThreadWorker(ThreadWorkers site, WorkerKey key, WorkerSetup setup, Scoreboard board) {
        this.site = site;
        this.key = key;
        this.queue = new TaskQueue(board);
        for (int i = 0; i < setup.getSlots(); i++) {
            slots.add(new ThreadSlot(this, i, setup, board, queue));
        }
        this.unready = slots.size();
        this.alive = slots.size();
    }

    ThreadWorkers site() {
        return site;
    }

    void start() {
        slots.forEach(ThreadSlot::start);
    }

    // -------------------------------------------------------- from the slots

    /** The task of one more slot is set up. */
    synchronized void ready() {
        if (--unready == 0) {
            say(FromWorker.newBuilder().setLinked(true));
        }
    }

    /** No task can run here. */
    synchronized void cannotRun(Throwable why) {
        say(FromWorker.newBuilder()
                .setSetupFailure(SetupFailure.newBuilder().setMessage("the set-up failed").setCause(Failures.of(why, false))));
        end(new ExitStatus.Exited(1));
    }

    synchronized void result(TaskResult result) {
        say(FromWorker.newBuilder().addResults(result));
    }

    synchronized void pause(long nanos) {
        say(FromWorker.newBuilder().setPauseNanos(nanos));
    }

    /** The thread of a slot ends. */
    synchronized void over() {
        if (--alive == 0) {
            say(FromWorker.newBuilder().setBye(true));
            end(new ExitStatus.Exited(0));
        }
    }

    private void say(FromWorker.Builder message) {
        if (!dead) {
            site.say(message.setWorker(key.place()).setGeneration(key.generation()).build());
        }
    }

    private void end(ExitStatus status) {
        if (!dead) {
            dead = true;
            queue.close(true);
            site.ended(key, status);
        }
    }

    // ----------------------------------------------------- from the supervisor

    void receive(ToWorker message, List<ByteString> following) {
        if (message.hasTasks()) {
            Iterator<ByteString> pieces = following.iterator();
            queue.add(new Following(() -> pieces.next().toByteArray(), Following.Form.ARRAY, Long.MAX_VALUE)
                    .complete(message.getTasks()));
        }
        if (message.getFinish()) {
            queue.close(false);
        }
    }

    /** Nothing more starts; what runs is interrupted. */
    void stop() {
        queue.close(true);
        slots.forEach(ThreadSlot::cancel);
    }

    /** What runs goes on, but nobody hears of it. */
    synchronized void kill() {
        end(new ExitStatus.Signaled(Signal.KILL.number()));
    }

    /** As that of a JVM, of its slots. */
    String threadDump() {
        StringBuilder dump = new StringBuilder("Full thread dump\n\n");
        slots.forEach(slot -> dump.append(slot.stack()).append("\n\n"));
        return dump.append("Heap\n").toString();
    }
}
