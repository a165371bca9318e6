package io.drover.parallel.blocks;

import io.drover.supervisor.TaskSource;
import io.drover.supervisor.process.PrivateDirectory;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * The commands that run all at the same time and get one input between them. Also the monitor of what is under way to
 * them.
 */
public final class Lanes {
    private final PrivateDirectory directory;
    private final List<Lane> lanes = new ArrayList<>();
    private Throwable failure;

    Lanes(PrivateDirectory directory) {
        this.directory = directory;
    }

    static TaskSource.Broken broken(Throwable trouble) {
        return trouble instanceof TaskSource.Broken broken ? broken : new TaskSource.Broken(trouble);
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

    private void requireWhole() throws TaskSource.Broken {
        if (failure != null) {
            throw new TaskSource.Broken(failure);
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
