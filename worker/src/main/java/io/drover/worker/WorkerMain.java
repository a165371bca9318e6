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
    private static final String SPAWNS = "drover.spawns";
    /** The option of a JVM that runs commands, and will need the native part. */
    public static final String SPAWNS_OPTION = "-D" + SPAWNS + "=true";

    /** Exit code of a worker whose tasks cannot run at all; the supervisor has been told why. */
    static final int EXIT_SETUP_FAILED = 78;
    /** Exit code of a worker that failed itself; its log says how. */
    static final int EXIT_FAILED = 1;

    private WorkerMain() {}

    /** @param args the run directory; everything else comes with the setup */
    public static void main(String[] args) {
        int code = EXIT_FAILED;
        try {
            code = run(args);
        } catch (Throwable e) {
            // The log is what the supervisor shows when a worker dies.
            e.printStackTrace();
        }
        Runtime.getRuntime().halt(code);
    }

    private static int run(String[] args) throws IOException, InterruptedException {
        // What any setup needs is there by the time it comes.
        if (Boolean.getBoolean(SPAWNS)) {
            Thread preload = new Thread(Posix::preload, "preload");
            preload.setDaemon(true);
            preload.start();
        }
        Links links = new Links(WorkerMain::transportFailed);
        WorkerSetup setup = WorkerSetup.parseDelimitedFrom(System.in);
        if (setup == null) {
            return withoutSetup(args);
        }
        if (Training.on()) {
            Training.load("io.drover.worker", "io.drover.task", "io.drover.wire", "io.drover.proto");
        }
        // Of another version only what comes before the slots is known.
        int slots = setup.getVersion() == WireVersion.number() ? setup.getSlots() : 0;
        Scoreboard scoreboard = Scoreboard.map(Scoreboard.DESCRIPTOR, slots);
        return new WorkerLoop(setup, scoreboard, links).run();
    }

    /** Without its connections the worker is of no use, and the supervisor must learn of it. */
    private static void transportFailed(Throwable trouble) {
        trouble.printStackTrace();
        System.err.println("the transport failed: " + trouble);
        Runtime.getRuntime().halt(EXIT_FAILED);
    }

    private static int withoutSetup(String[] args) {
        if (args.length == 1) {
            // The supervisor died before it could write the setup.
            Directories.removeFiles(Path.of(args[0]));
        } else {
            System.err.println("drover worker: started by a supervisor only, see drover --help");
        }
        return EXIT_SETUP_FAILED;
    }
}
