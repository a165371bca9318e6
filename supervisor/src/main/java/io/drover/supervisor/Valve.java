package io.drover.supervisor;

/** Whether a {@link Follower} can take more. Asked by the supervisor loop in each round. */
public interface Valve {
    /** Of one that can always take more. */
    Valve OPEN = new Valve() {
        @Override
        public boolean congested() {
            return false;
        }

        @Override
        public boolean stalled() {
            return false;
        }

        @Override
        public OutputFailure failure() {
            return null;
        }

        @Override
        public void onChange(Runnable wake) {}
    };

    /** {@return true while there is so much to do that no further task should be started} */
    boolean congested();

    /** {@return true while nothing of what has to be written is taken, and that for some time: a reader that does not read} */
    boolean stalled();

    /**
     * Why nothing more can be taken, or null: a full disk, or a reader that went away (see
     * {@link OutputFailure#readerGone}).
     *
     * @return stays once it is set
     */
    OutputFailure failure();

    /**
     * Has the loop woken.
     *
     * @param wake called from any thread when one of the answers above has changed
     */
    void onChange(Runnable wake);
}
