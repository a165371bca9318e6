package io.drover.cli.options;

import io.drover.parallel.text.UsageException;
import io.drover.posix.ProcessTree;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Names of variables that {@code --env _} and env_parallel leave out: those that were there when {@code --record-env}
 * was called. In a file of GNU parallel's.
 */
final class IgnoredNames {
    private IgnoredNames() {}

    static void record() throws IOException {
        ByteArrayOutputStream names = new ByteArrayOutputStream();
        for (byte[] variable : ProcessTree.environment()) {
            int end = 0;
            while (end < variable.length && variable[end] != '=') {
                end++;
            }
            names.write(variable, 0, end);
            names.write('\n');
        }
        Files.createDirectories(file().getParent());
        Files.write(file(), names.toByteArray());
    }

    /** All of our environment is passed on anyway; but {@code --env _} without a record is a mistake. */
    static void check(List<String> environment) {
        if (environment.contains("_") && !Files.isReadable(file())) {
            throw new UsageException("--env _ leaves out what " + file()
                    + " names, and there is no such file; run drover run --record-env in a clean environment first");
        }
    }

    private static Path file() {
        String directory = System.getenv("PARALLEL_HOME");
        return directory == null || directory.isEmpty()
                ? Path.of(String.valueOf(System.getenv("HOME")), ".parallel", "ignored_vars")
                : Path.of(directory, "ignored_vars");
    }
}
