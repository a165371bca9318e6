package io.drover.records;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * The results of each task as files of its own. The file with the output appears last and whole, so where it is the
 * task has ended.
 *
 * <p>Confined to the recording thread.
 */
final class ResultFiles implements RecordSink {
    private static final String UNFINISHED = ".new";

    private final ResultPaths paths;
    private final OutputFile form;
    private Path last;

    ResultFiles(ResultPaths paths, OutputFile form) {
        this.paths = paths;
        this.form = form;
    }

    @Override
    public void add(TaskRecord task) throws IOException {
        ResultPaths.Files files = paths.of(task.task(), Math.max(1, task.finished().slot()));
        try {
            Path directory = files.output().getParent();
            if (directory != null) {
                Files.createDirectories(directory);
            }
            Files.writeString(files.sequence(), Long.toString(task.task().number()));
            form.write(files.error(), task.output(), true);
            Path unfinished = Path.of(files.output() + UNFINISHED);
            form.write(unfinished, task.output(), false);
            Files.move(unfinished, files.output(), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw Failures.cannotWrite(files.output().toString(), e);
        }
        last = files.output();
    }

    /** The file written last. */
    Path last() {
        return last;
    }

    @Override
    public void close() {}
}
