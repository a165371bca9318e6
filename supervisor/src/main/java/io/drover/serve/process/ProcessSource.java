package io.drover.serve.process;

import java.io.IOException;
import java.util.List;

/** Says which processes are to run, as often as it is asked. */
public interface ProcessSource {
    /** No processes, and nothing to be read again. */
    ProcessSource NONE = new ProcessSource() {
        @Override
        public List<ProcessPlan> read() {
            return List.of();
        }

        @Override
        public boolean exists() {
            return false;
        }
    };

    /**
     * What it says now.
     *
     * @throws IOException if something is wrong with that; the message is for the user
     */
    List<ProcessPlan> read() throws IOException;

    /**
     * What has changed there that is not about processes, since it was read first.
     *
     * @return lines for people
     * @throws IOException as {@link #read}
     */
    default List<String> remarks() throws IOException {
        return List.of();
    }

    /** {@return whether there is anything to be read} */
    default boolean exists() {
        return true;
    }
}
