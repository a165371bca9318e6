package io.drover.worker;

import io.drover.posix.Directories;
import io.drover.posix.Posix;
import io.drover.proto.WorkerSetup;
import io.drover.wire.Scoreboard;
import io.drover.wire.WireVersion;
import java.io.IOException;
import java.nio.file.Path;

/**
 * Entry of a worker process. Reads its setup from standard input, runs, and halts: nothing that a task left behind (a
 * thread, a shutdown hook that waits) can keep the process alive.
 */
public final class WorkerMain {
    /** Exit code of a worker whose tasks cannot run at all; the supervisor has been told why. */
    static final int EXIT_SETUP_FAILED = 78;
    /** Exit code of a worker that failed itself; its log says how. */
    static final int EXIT_FAILED = 1;

    private WorkerMain() {}

    /** @param args the run directory; everything else comes with the setup */
    public static void main(String[] args) throws IOException {
        WorkerSetup setup = WorkerSetup.parseDelimitedFrom(System.in);
        if (setup == null && args.length == 1) {
            // The supervisor died before it could write the setup.
            Directories.removeFiles(Path.of(args[0]));
            Runtime.getRuntime().halt(EXIT_SETUP_FAILED);
        }
        if (setup == null) {
            System.err.println("drover worker: started by a supervisor only, see drover --help");
            Runtime.getRuntime().halt(EXIT_SETUP_FAILED);
            return;
        }
        if (setup.hasCommands()) {
            // It takes as long to load as all else that comes before the first task.
            Thread preload = new Thread(Posix::preload, "preload");
            preload.setDaemon(true);
            preload.start();
        }
        if (Training.on()) {
            Training.load("io.drover.worker", "io.drover.task", "io.drover.wire", "io.drover.proto");
        }
        int code = EXIT_FAILED;
        try {
            // Of another version only what comes before the slots is known.
            int slots = setup.getVersion() == WireVersion.number() ? setup.getSlots() : 0;
            Scoreboard scoreboard = Scoreboard.map(Scoreboard.DESCRIPTOR, slots);
            code = new WorkerLoop(setup, scoreboard).run();
        } catch (Throwable e) {
            // The log is what the supervisor shows when a worker dies.
            e.printStackTrace();
        }
        Runtime.getRuntime().halt(code);
    }
}
