package io.drover.pool;

import com.google.protobuf.ByteString;
import io.drover.supervisor.core.FinishedTask;
import io.drover.supervisor.core.Origin;
import io.drover.supervisor.core.Outcome;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;

/** A task of a pool, on its way to its future. What it has sent so far belongs to the loop, until it is over. */
final class Submission<T> implements Origin {
    /** A result is one array in the end. */
    private static final int LARGEST = 1 << 30;

    private final long number;
    private final TaskFuture<T> future;
    private final Answer<T> answer;
    private ByteString sent = ByteString.EMPTY;
    private boolean tooLarge;
    private FinishedTask end;

    /** How bytes become a result. */
    interface Answer<T> {
        T read(ByteString bytes, ClassLoader loader) throws IOException, ClassNotFoundException;
    }

    Submission(long number, TaskFuture<T> future, Answer<T> answer) {
        this.number = number;
        this.future = future;
        this.answer = answer;
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
        tooLarge |= (long) sent.size() + data.size() > LARGEST;
        sent = tooLarge ? ByteString.EMPTY : sent.concat(data);
    }

    /** Another attempt begins. */
    void forget() {
        sent = ByteString.EMPTY;
        tooLarge = false;
    }

    void finished(FinishedTask task) {
        end = task;
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
            case TIMED_OUT -> future.completeExceptionally(
                    new TimeoutException("task " + number + " ran longer than it may and was ended with its worker"));
            case LOST -> future.completeExceptionally(new WorkerLostException(outcome.cause(), end.attempts()));
            // By whoever has the future, which then is complete; or because the pool ends.
            case CANCELLED -> over.thenAccept(future::completeExceptionally);
            case EXITED, SIGNALED, SKIPPED -> future.completeExceptionally(new IllegalStateException(outcome.title()));
        }
    }

    private void succeed(ClassLoader loader) {
        chunk(end.output());
        if (tooLarge) {
            future.completeExceptionally(new IOException("the result of task " + number + " is larger than " + LARGEST + " bytes"));
            return;
        }
        T result;
        try {
            result = answer.read(sent, loader);
        } catch (IOException | ClassNotFoundException | RuntimeException | LinkageError e) {
            future.completeExceptionally(new IOException("the result of task " + number + " cannot be read here: " + e, e));
            return;
        }
        future.complete(result);
    }
}
