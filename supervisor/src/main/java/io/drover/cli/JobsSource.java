package io.drover.cli;

import io.drover.cli.jobs.JobsFile;
import io.drover.serve.process.ProcessPlan;
import io.drover.serve.process.ProcessSource;
import io.drover.serve.process.Restart;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * The file of a service.
 *
 * @param file its name, with one byte per character
 * @param name of the service
 * @param store whose directory has that of the logs, too
 */
record JobsSource(String file, String name, Path store) implements ProcessSource {
    @Override
    public List<ProcessPlan> read() throws IOException {
        Path logs = store.toAbsolutePath().resolveSibling(name + "-logs");
        return JobsFile.read(file, new JobsFile.Usual(Restart.ALWAYS, logs));
    }
}
