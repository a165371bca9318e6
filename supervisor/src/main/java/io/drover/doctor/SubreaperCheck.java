package io.drover.doctor;

import io.drover.posix.Posix;
import io.drover.posix.ProcessTree;
import java.io.IOException;
import java.util.List;

/** An orphan in a session of its own becomes the child of this process. */
final class SubreaperCheck implements Check {
    @Override
    public String name() {
        return "child subreaper";
    }

    @Override
    public Finding examine() throws IOException, InterruptedException {
        Posix.becomeSubreaper();
        Marked orphan = new Marked();
        try {
            ProcessBuilder shell = new ProcessBuilder("/bin/sh", "-c", "setsid sleep 60 >/dev/null 2>&1 &");
            orphan.mark(shell.environment());
            shell.start().waitFor();
            List<Integer> found = orphan.processes();
            List<Integer> children = ProcessTree.read().childrenOf((int) ProcessHandle.current().pid());
            if (found.isEmpty()) {
                return Finding.fail("setsid sleep did not start", "install util-linux");
            }
            return children.containsAll(found)
                    ? Finding.ok("an orphan with a session of its own came to us")
                    : Finding.fail("an orphan went to another process", "does a sandbox forbid prctl(PR_SET_CHILD_SUBREAPER)?");
        } finally {
            orphan.clear();
        }
    }
}
