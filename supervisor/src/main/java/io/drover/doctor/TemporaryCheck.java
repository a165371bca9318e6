package io.drover.doctor;

import io.drover.posix.OwnerOnly;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where output waits that does not fit in memory, and where libraries are unpacked that must be executable. */
final class TemporaryCheck implements Check {
    private static final long LITTLE = 1L << 30;

    @Override
    public String name() {
        return "temporary directory";
    }

    @Override
    public Finding examine() throws IOException, InterruptedException {
        Path parent = directory();
        Path program;
        try {
            program = Files.createTempFile(parent, "drover-", "", OwnerOnly.DIRECTORY);
        } catch (IOException e) {
            return Finding.fail("cannot write to " + parent, "set TMPDIR to a directory that you can write to");
        }
        try {
            Files.writeString(program, "#!/bin/sh\nexit 0\n");
            long free = Files.getFileStore(program).getUsableSpace();
            String what = parent + ", " + Kernel.size(free) + " free";
            if (!isExecutable(program)) {
                return Finding.warn(what + ", mounted noexec: --journal cannot load SQLite", "set TMPDIR to another one");
            }
            return free < LITTLE ? Finding.warn(what, "--tmpdir DIR says where output waits") : Finding.ok(what);
        } finally {
            Files.deleteIfExists(program);
        }
    }

    static Path directory() {
        String given = System.getenv("TMPDIR");
        return Path.of(given == null || given.isEmpty() ? "/tmp" : given);
    }

    private static boolean isExecutable(Path program) throws InterruptedException {
        try {
            return new ProcessBuilder(program.toString()).start().waitFor() == 0;
        } catch (IOException e) {
            return false;
        }
    }
}
