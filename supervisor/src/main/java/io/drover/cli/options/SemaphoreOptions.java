package io.drover.cli.options;

import io.drover.parallel.text.UsageException;
import picocli.CommandLine.Option;

/** GNU parallel's options that make it a semaphore. The launcher takes them for itself, so here they are mistakes. */
public final class SemaphoreOptions {
    @Option(
            names = {"--semaphore", "--fg", "--bg", "--wait"},
            hidden = true)
    private boolean semaphore;

    @Option(
            names = {"--id", "--semaphorename", "--semaphore-name", "--st", "--semaphoretimeout", "--semaphore-timeout"},
            hidden = true)
    private String value;

    public void check() {
        if (semaphore || value != null) {
            throw new UsageException("--semaphore, --fg, --bg, --wait, --id and --st are options of drover sem; see"
                    + " drover sem --help for what may stand beside them");
        }
    }
}
