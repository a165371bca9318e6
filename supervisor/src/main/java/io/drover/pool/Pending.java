package io.drover.pool;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;

/** What was submitted and is not over: not more than there may be. Any thread. */
final class Pending {
    private final Set<Submission<?>> all = ConcurrentHashMap.newKeySet();
    private final Semaphore room;
    private final WorkerPool.Full whenFull;
    private volatile RuntimeException failure;

    Pending(int most, WorkerPool.Full whenFull) {
        this.room = new Semaphore(most);
        this.whenFull = whenFull;
    }

    /** False if there is no room and whoever submits is to do it. */
    boolean enter(Submission<?> submission) {
        if (!room.tryAcquire()) {
            switch (whenFull) {
                case BLOCK -> awaitRoom();
                case REJECT -> throw new RejectedExecutionException("the pool is full");
                case CALLER_RUNS -> {
                    if (submission.future().canRunHere()) {
                        return false;
                    }
                    awaitRoom();
                }
            }
        }
        add(submission);
        return true;
    }

    /** Waits for room in any case. */
    void enterPatiently(Submission<?> submission) {
        awaitRoom();
        add(submission);
    }

    private void add(Submission<?> submission) {
        all.add(submission);
        if (failure != null) {
            leave(submission);
            throw new RejectedExecutionException(failure.getMessage(), failure);
        }
    }

    private void awaitRoom() {
        try {
            room.acquire();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RejectedExecutionException("interrupted while the pool was full", e);
        }
    }

    int size() {
        return all.size();
    }

    /** Empty if it is over. */
    Optional<Submission<?>> find(long number) {
        return all.stream().filter(one -> one.number() == number).findAny();
    }

    /** It is over; once or never. */
    void leave(Submission<?> submission) {
        if (all.remove(submission)) {
            room.release();
        }
    }

    /** None of them will be over, nor any that comes. Returns those that there are. */
    Collection<Submission<?>> fail(RuntimeException reason) {
        failure = reason;
        Collection<Submission<?>> left = List.copyOf(all);
        left.forEach(this::leave);
        return left;
    }
}
