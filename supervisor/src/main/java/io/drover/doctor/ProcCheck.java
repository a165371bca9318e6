package io.drover.doctor;

import io.drover.posix.ProcessTree;
import java.nio.file.Files;
import java.nio.file.Path;

/** /proc, by which orphans are found. */
final class ProcCheck implements Check {
    @Override
    public String name() {
        return "/proc";
    }

    @Override
    public Finding examine() {
        ProcessHandle self = ProcessHandle.current();
        int parent = self.parent().map(handle -> (int) handle.pid()).orElse(0);
        boolean inTree = ProcessTree.read().childrenOf(parent).contains((int) self.pid());
        boolean readable = !ProcessTree.commandLine().isEmpty() && Files.isReadable(Path.of("/proc/self/environ"));
        return inTree && readable
                ? Finding.ok("processes, their parents and environments can be read")
                : Finding.fail("our own process is not to be found in it", "mount it; without it orphans are not found");
    }
}
