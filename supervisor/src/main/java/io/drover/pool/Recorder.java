package io.drover.pool;

import io.drover.supervisor.CrewEnd;
import io.drover.supervisor.Follower;
import io.drover.supervisor.Submissions;
import io.drover.supervisor.core.TaskSpec;
import java.io.IOException;

/** Keeps what becomes of the tasks of a pool. */
interface Recorder {
    /** Of a pool of which nothing is kept. */
    Recorder NONE = new Recorder() {
        @Override
        public void awaitOpen() {}

        @Override
        public boolean submit(Submissions submissions, TaskSpec task) {
            return submissions.submit(task);
        }

        @Override
        public Follower before(Follower next) {
            return next;
        }

        @Override
        public void end(CrewEnd end) {}
    };

    /**
     * Waits until something can be kept.
     *
     * @throws IOException if that cannot be; the message is for the user
     */
    void awaitOpen() throws IOException;

    /** As {@link Submissions#submit}; any thread. */
    boolean submit(Submissions submissions, TaskSpec task);

    /** Is told by the loop, and tells {@code next} of what is over, by its finished, message and roundOver, when that is kept. Once. */
    Follower before(Follower next);

    /**
     * Nothing more comes. By the thread of the loop, after its end.
     *
     * @param end of the crew; null if the loop has failed, or never was
     */
    void end(CrewEnd end);
}
