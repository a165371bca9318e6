package io.drover.supervisor.input;

import io.drover.supervisor.core.OutOfMemory;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * The commands that run all at the same time and get one input between them. Also the monitor of what is under way to
 * them.
 */
final class Lanes {
    private final PrivateDirectory directory;
    private final List<Lane> lanes = new ArrayList<>();
    private Throwable failure;

    /** What was to reach commands that run will not: they must not take what they have got for all of it. */
    static final class Broken extends IOException {
        private static final long serialVersionUID = 1;

        Broken(Throwable cause) {
            super(OutOfMemory.text(cause), cause);
        }
    }

    Lanes(PrivateDirectory directory) {
        this.directory = directory;
    }

    static Broken broken(Throwable trouble) {
        return trouble instanceof Broken broken ? broken : new Broken(trouble);
    }

    Lane open() throws IOException {
        Lane lane = new Lane(this, directory.resolve("lane" + lanes.size()));
        lanes.add(lane);
        return lane;
    }

    int size() {
        return lanes.size();
    }

    Lane get(int index) {
        return lanes.get(index);
    }

    /** Something has changed. */
    synchronized void tell() {
        notifyAll();
    }

    /** The thread of a lane cannot go on. */
    synchronized void fail(Throwable trouble) {
        failure = trouble;
        tell();
    }

    /** Waits for a change. */
    synchronized void await() throws IOException {
        requireWhole();
        try {
            wait();
        } catch (InterruptedException e) {
            throw new IOException("interrupted", e);
        }
        requireWhole();
    }

    private void requireWhole() throws Broken {
        if (failure != null) {
            throw new Broken(failure);
        }
    }

    /** No more comes. Waits until all has arrived where it still can. */
    synchronized void end() throws IOException {
        lanes.forEach(Lane::end);
        while (!lanes.stream().allMatch(Lane::isOver)) {
            await();
        }
        requireWhole();
    }
}
