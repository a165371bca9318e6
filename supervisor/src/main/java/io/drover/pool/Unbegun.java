package io.drover.pool;

import io.drover.supervisor.Submissions;
import io.drover.supervisor.core.TaskSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;

/** What no worker has begun when a pool is stopped. The loop finds it, any thread may take it. */
final class Unbegun {
    private final Submissions submissions;
    private final Queue<TaskFuture<?>> found = new ConcurrentLinkedQueue<>();
    private final CountDownLatch known = new CountDownLatch(1);

    Unbegun(Submissions submissions) {
        this.submissions = submissions;
    }

    /** One that the crew had taken. */
    void add(TaskFuture<?> future) {
        found.add(future);
    }

    /** A round of the loop is over. One that has closed the input has taken back from the workers what they had not begun. */
    void roundOver() {
        if (submissions.isClosed()) {
            allKnown();
        }
    }

    /** Nothing more is begun. */
    void allKnown() {
        known.countDown();
    }

    /** After the order to stop: all of it. Waits for the loop to obey. */
    List<TaskFuture<?>> take() {
        awaitKnown();
        List<TaskFuture<?>> all = new ArrayList<>(found);
        for (TaskSpec left : submissions.left()) {
            all.add(((Submission<?>) left.origin()).future());
        }
        return all;
    }

    private void awaitKnown() {
        boolean interrupted = false;
        while (known.getCount() > 0) {
            try {
                known.await();
            } catch (InterruptedException e) {
                // That is no long wait, and the answer is to be whole.
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
