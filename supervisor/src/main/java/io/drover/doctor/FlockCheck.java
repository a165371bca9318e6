package io.drover.doctor;

import io.drover.supervisor.process.RunDirectory;
import java.io.IOException;
import java.nio.file.Path;

/** flock(1), by which {@code drover sem} counts. */
final class FlockCheck implements Check {
    @Override
    public String name() {
        return "semaphores";
    }

    @Override
    public Finding examine() throws IOException, InterruptedException {
        try (RunDirectory directory = RunDirectory.create()) {
            return lock(directory.path().resolve("lock"));
        }
    }

    private static Finding lock(Path file) throws InterruptedException {
        try {
            int status = new ProcessBuilder("flock", "-n", file.toString(), "true").start().waitFor();
            return status == 0
                    ? Finding.ok("flock works")
                    : Finding.warn("flock cannot lock " + file + " (" + status + ")", "all but drover sem works");
        } catch (IOException e) {
            return Finding.warn("there is no flock", "install util-linux; all but drover sem works");
        }
    }
}
