package io.drover.serve.process;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Does one thing after the other in a thread of its own, which sleeps until there is something to do or the next time has come. Any thread
 * may call. Times are nanoseconds of its own clock.
 */
final class Agenda implements AutoCloseable {
    static final long NEVER = Long.MAX_VALUE;

    private final ScheduledThreadPoolExecutor thread;
    private final Duty duty;
    private final Consumer<String> bugs;
    private final long origin = System.nanoTime();
    private ScheduledFuture<?> alarm;
    private long alarmAt = NEVER;
    private boolean closed;

    /** Something that happens at a time. */
    interface Act {
        void at(long now);
    }

    /** What is there to do besides. All in the thread. */
    interface Duty {
        /** The next time has come. */
        void wake(long now);

        /** Something has been done. */
        void settle(long now);

        /** {@return the next time; {@link #NEVER}: there is none} */
        long due();
    }

    /**
     * With nothing on it.
     *
     * @param name of the thread
     * @param bugs is told what should not have happened, and does not block
     */
    Agenda(String name, Duty duty, Consumer<String> bugs) {
        this.duty = duty;
        this.bugs = bugs;
        thread = new ScheduledThreadPoolExecutor(1, work -> {
            Thread made = new Thread(work, name);
            made.setDaemon(true);
            return made;
        });
        thread.setRemoveOnCancelPolicy(true);
    }

    /** Does it in its turn; nothing, when it is over. */
    void act(Act act) {
        try {
            thread.execute(() -> guarded(act));
        } catch (RejectedExecutionException e) {
            // It is over.
        }
    }

    /** Does it in its turn, and waits for what it says; null when it is over. */
    <T> T ask(Function<Long, T> question) {
        CompletableFuture<T> answer = new CompletableFuture<>();
        try {
            thread.execute(() -> {
                try {
                    pass(now -> answer.complete(question.apply(now)));
                } catch (RuntimeException | Error e) {
                    answer.completeExceptionally(e);
                }
            });
            return answer.join();
        } catch (RejectedExecutionException e) {
            return null;
        }
    }

    private void guarded(Act act) {
        try {
            pass(act);
        } catch (RuntimeException e) {
            // The executor would say nothing.
            bugs.accept("are not as they should be, which is a bug: " + e);
        }
    }

    private void pass(Act act) {
        long now = System.nanoTime() - origin;
        try {
            act.at(now);
            duty.settle(now);
        } finally {
            arm(closed ? NEVER : duty.due(), now);
        }
    }

    private void arm(long due, long now) {
        if (due != alarmAt) {
            if (alarm != null) {
                alarm.cancel(false);
            }
            alarmAt = due;
            alarm = due == NEVER ? null : thread.schedule(this::alarmed, Math.max(0, due - now), TimeUnit.NANOSECONDS);
        }
    }

    private void alarmed() {
        alarmAt = NEVER;
        alarm = null;
        guarded(duty::wake);
    }

    @Override
    public void close() {
        // What somebody waits for is still answered.
        act(now -> closed = true);
        thread.shutdown();
    }
}
