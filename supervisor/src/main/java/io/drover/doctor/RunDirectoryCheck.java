package io.drover.doctor;

import io.drover.supervisor.process.RunDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** Makes a run directory, as each run does, and sees that nobody else can look into it. */
final class RunDirectoryCheck implements Check {
    private static final long LITTLE = 16L << 20;

    @Override
    public String name() {
        return "run directory";
    }

    @Override
    public Finding examine() throws IOException {
        try (RunDirectory directory = RunDirectory.create()) {
            Path path = directory.path();
            String permissions = PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
            if (!permissions.equals("rwx------")) {
                return Finding.fail(path + " has permissions " + permissions, "set TMPDIR to a file system that keeps permissions");
            }
            long free = Files.getFileStore(path).getUsableSpace();
            String what = "private, in " + path.getParent() + ", " + Kernel.size(free) + " free";
            return free < LITTLE ? Finding.fail(what, "make room, or unset XDG_RUNTIME_DIR and set TMPDIR") : Finding.ok(what);
        }
    }
}
