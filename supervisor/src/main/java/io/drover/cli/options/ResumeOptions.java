package io.drover.cli.options;

import picocli.CommandLine.Option;

/** Options about going on where an earlier run ended, by whatever record there is of it. */
public final class ResumeOptions {
    @Option(
            names = "--resume",
            description = "Leave out the tasks that an earlier run has finished. By --journal: wherever they are in the"
                    + " input now, which is read whole first.")
    private boolean resume;

    @Option(names = "--resume-failed", description = "Like --resume, but run those again that have failed.")
    private boolean resumeFailed;

    public boolean given() {
        return resume || resumeFailed;
    }

    /** Tasks that have failed are to run again. */
    boolean failedToo() {
        return resumeFailed;
    }
}
