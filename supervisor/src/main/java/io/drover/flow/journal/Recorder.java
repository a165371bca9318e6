package io.drover.flow.journal;

import com.google.protobuf.ByteString;
import io.drover.supervisor.core.FinishedTask;
import java.io.IOException;

/** Keeps what becomes of items, so that a flow can go on after a kill. Called by the loop, but for {@link #restore}, which comes before it. */
public interface Recorder {
    /** Of a flow of which nothing is kept. */
    Recorder NONE = new Recorder() {
        @Override
        public long restore(Restored flow) {
            return 0;
        }

        @Override
        public boolean isKnown(ByteString value) {
            return false;
        }

        @Override
        public void item(Item item, int stage, String input, long parent) {}

        @Override
        public void skipped(long item) {}

        @Override
        public void finished(long item, FinishedTask task) {}

        @Override
        public void roundOver() {}
    };

    /** Takes what is known of an earlier run. */
    interface Restored {
        /**
         * An item that has no final state.
         *
         * @param stage where it waits
         * @param input by which it came; empty where the stage has one, without a name
         * @param item as it was
         * @throws IOException when it cannot be kept, or there is no such input
         */
        void waits(int stage, String input, Item item) throws IOException;

        /**
         * An item that has been somewhere.
         *
         * @param stage which
         * @param input by which it came
         * @param value of the item
         * @throws IOException when there is no such input
         */
        void seen(int stage, String input, ByteString value) throws IOException;
    }

    /**
     * Tells what an earlier run has left.
     *
     * @param flow is told
     * @return the largest id that an item had
     * @throws IOException when that cannot be read; the message is for the user
     */
    long restore(Restored flow) throws IOException;

    /**
     * Whether a value from outside came to an earlier run already. Of equal values as many are known as came then.
     *
     * @param value of the item
     * @return true if it is not to come again
     */
    boolean isKnown(ByteString value);

    /**
     * One more item.
     *
     * @param item is new
     * @param stage where it waits
     * @param input by which it came; empty where the stage has one, without a name
     * @param parent the item whose task gave it; 0: it came from outside
     */
    void item(Item item, int stage, String input, long parent);

    /**
     * A filter has taken out an item.
     *
     * @param item its id
     */
    void skipped(long item);

    /**
     * An item has its final state; those that its task gave came right before this.
     *
     * @param item its id
     * @param task which it was of, perhaps with others
     */
    void finished(long item, FinishedTask task);

    /** Nothing more comes in this round of the loop: what came belongs together. */
    void roundOver();
}
