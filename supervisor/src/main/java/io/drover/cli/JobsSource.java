package io.drover.cli;

import io.drover.cli.jobs.JobsFile;
import io.drover.cli.jobs.ServiceOptions;
import io.drover.serve.process.ProcessPlan;
import io.drover.serve.process.ProcessSource;
import io.drover.serve.process.Restart;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/**
 * The file of a service.
 *
 * @param file its name, with one byte per character
 * @param name of the service
 * @param store whose directory has that of the logs, too
 * @param options that it may have for the service
 * @param service what it said of those when that began
 */
record JobsSource(String file, String name, Path store, ServiceOptions options, Map<String, List<String>> service) implements ProcessSource {
    /** By these it is found: who takes over has them, too. */
    private static final Set<String> PLACES = Set.of("name", "store", "http");

    @Override
    public List<ProcessPlan> read() throws IOException {
        return jobs().processes();
    }

    private JobsFile.Jobs jobs() throws IOException {
        Path logs = store.toAbsolutePath().resolveSibling(name + "-logs");
        return JobsFile.read(file, new JobsFile.Usual(Restart.ALWAYS, logs), options);
    }

    @Override
    public List<String> remarks() throws IOException {
        Map<String, List<String>> now = jobs().service();
        Set<String> changed = new TreeSet<>(service.keySet());
        changed.addAll(now.keySet());
        changed.removeIf(key -> Objects.equals(service.get(key), now.get(key)));
        List<String> remarks = new ArrayList<>();
        remark(changed.stream().filter(key -> !PLACES.contains(key)).toList(), "from drover upgrade on, or when it is started again", remarks);
        remark(changed.stream().filter(PLACES::contains).toList(), "when it is stopped and started again", remarks);
        return remarks;
    }

    private static void remark(List<String> keys, String when, List<String> remarks) {
        if (!keys.isEmpty()) {
            remarks.add("[service] has another " + String.join(", ", keys) + ": that holds " + when);
        }
    }
}
