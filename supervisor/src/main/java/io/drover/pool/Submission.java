package io.drover.pool;

import com.google.protobuf.ByteString;
import io.drover.supervisor.core.FinishedTask;
import io.drover.supervisor.core.Origin;
import io.drover.supervisor.core.Outcome;
import io.drover.wire.EpochMicros;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.CompletableFuture;

/** A task of a pool, on its way to its future. What it has sent so far belongs to the loop, until it is over. */
final class Submission<T> implements Origin {
    private final long number;
    private final TaskFuture<T> future;
    private final Answer<T> answer;
    /** The call, or what tells of the task. */
    private final Object what;
    /** By the wall clock, as workers tell when they begin. */
    private final long submittedMicros = EpochMicros.now();
    /** Null while there is nothing: most tasks send one result and print nothing. */
    private Received received;
    private Printed printed;
    /** Where it was when it had run out of time. */
    private String stack = "";
    private FinishedTask end;

    /** How bytes become a result. */
    interface Answer<T> {
        T read(InputStream bytes, ClassLoader loader) throws IOException, ClassNotFoundException;
    }

    /** @param what the call, or what tells of the task */
    Submission(Object what, TaskFuture<T> future, Answer<T> answer) {
        this.number = future.number();
        this.future = future;
        this.answer = answer;
        this.what = what;
    }

    long submittedMicros() {
        return submittedMicros;
    }

    /** What it is, for people. */
    String title() {
        return Titles.of(what);
    }

    @Override
    public long number() {
        return number;
    }

    TaskFuture<T> future() {
        return future;
    }

    /** A part of a large result. */
    void chunk(ByteString data) {
        if (received == null) {
            received = new Received();
        }
        received.add(data);
    }

    /** A part of what it has printed. */
    void printed(ByteString data) {
        if (printed == null) {
            printed = new Printed();
        }
        printed.add(data);
    }

    /** Another attempt begins. */
    void forget() {
        received = null;
        printed = null;
        stack = "";
    }

    /** It has run out of time. */
    void stuckAt(String where) {
        stack = where;
    }

    void finished(FinishedTask task) {
        end = task;
        if (received != null) {
            received.add(task.output());
        }
        if (!task.error().isEmpty()) {
            printed(task.error());
        }
    }

    /** Whether its task has an end. */
    boolean isOver() {
        return end != null;
    }

    /** What it has printed, when it is over. */
    String text() {
        return printed == null ? "" : printed.text();
    }

    /**
     * Gives the future its result. Runs code of the user.
     *
     * @param over completed when the pool is over, with why it does nothing more
     */
    void complete(ClassLoader loader, CompletableFuture<RuntimeException> over) {
        future.ended(end);
        Outcome outcome = end.outcome();
        switch (outcome.kind()) {
            case OK -> succeed(loader);
            case THREW -> future.completeExceptionally(RemoteFailures.of((Outcome.Threw) outcome, loader));
            case TIMED_OUT -> future.completeExceptionally(new TaskTimeoutException(number, stack));
            case LOST -> future.completeExceptionally(new WorkerLostException((Outcome.Lost) outcome, end.attempts()));
            case CANCELLED -> cancelled(over);
            case EXITED, SIGNALED, SKIPPED -> future.completeExceptionally(new IllegalStateException(outcome.title()));
        }
    }

    /** By whoever has the future, which then is complete; or because the pool ends. */
    private void cancelled(CompletableFuture<RuntimeException> over) {
        if (!future.isDone()) {
            over.thenAccept(future::completeExceptionally);
        }
    }

    private void succeed(ClassLoader loader) {
        String trouble = received == null ? null : received.trouble();
        if (trouble != null) {
            future.completeExceptionally(new IOException("the result of task " + number + " " + trouble));
            return;
        }
        T result;
        try {
            result = answer.read(received == null ? end.output().newInput() : received.open(), loader);
        } catch (Exception | Error e) {
            // Of the user's classes too, as StackOverflowError, or of a result that is larger than the heap.
            future.completeExceptionally(Calls.unreadable("the result of task " + number, e));
            return;
        }
        future.complete(result);
    }
}
