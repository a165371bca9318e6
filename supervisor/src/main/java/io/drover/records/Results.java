package io.drover.records;

import io.drover.parallel.template.PathTemplate;
import io.drover.parallel.text.UsageException;
import io.drover.records.RecordsConfig.Resume;
import io.drover.supervisor.core.TaskSpec;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/** What {@code --results} names: knows what is in it already, and opens it. */
final class Results {
    private final RecordsConfig config;
    private final ResultFormat format;
    private final String name;
    private final ResultPaths paths;
    private final List<String> columns;
    /** Null where nothing of an earlier run is to be known. */
    private EarlierRuns earlier;
    /** How much of the file is whole rows. */
    private long wholeRows;

    /**
     * @param columns the names of the values in a row of the input; empty where they have none
     * @param width how many values a row has, several of which may make a task; 0 where rows differ
     */
    Results(RecordsConfig config, List<String> columns, int width) {
        this.config = config;
        // Those of the first stage are none of the others.
        this.columns = config.staged() ? List.of() : columns;
        format = ResultFormat.of(config.results());
        if (format == ResultFormat.DATABASE && config.results().startsWith("-.")) {
            throw new UsageException("--results: a database cannot be standard output; -.jsonl and -.csv can");
        }
        boolean standardOutput = format != ResultFormat.FILES && config.results().startsWith("-.");
        name = standardOutput ? RowFile.STANDARD_OUTPUT : config.results();
        paths = format == ResultFormat.FILES ? pathsOf(config, this.columns, width) : null;
    }

    private static ResultPaths pathsOf(RecordsConfig config, List<String> columns, int width) {
        // The template is bytes, one per character.
        String raw = new String(config.results().getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
        PathTemplate template = PathTemplate.parse(config.template(), columns, raw);
        return template.isConstant()
                ? ResultPaths.tree(config.results(), columns, width)
                : ResultPaths.template(template);
    }

    /** Reads what earlier runs have left, if this one goes on from there. */
    void readEarlier(Consumer<String> warnings) throws IOException {
        boolean resumes = config.resume() != Resume.NO;
        if (!resumes || format == ResultFormat.FILES || !Files.exists(Path.of(name))) {
            return;
        }
        earlier = new EarlierRuns();
        switch (format) {
            case CSV, TSV -> wholeRows = Table.read(name, format.separator(), earlier::add);
            case JSON_LINES -> wholeRows = JsonLines.read(name, earlier::add);
            case GNU_JSON -> {
                earlier = null;
                wholeRows = RowFile.endOfLastLine(name);
                warnings.accept("--resume cannot tell from " + name + " what has been done; from .jsonl it can");
            }
            case DATABASE -> ResultDatabase.read(name, earlier::add);
            case FILES -> { }
        }
    }

    Ending ending(TaskSpec task) {
        if (format == ResultFormat.FILES) {
            boolean resumes = config.resume() == Resume.ALL_RECORDED;
            // Whether it has failed is not in the files.
            return resumes && Files.exists(paths.of(task, 1).output()) ? Ending.FAILED : Ending.OPEN;
        }
        return earlier == null ? Ending.OPEN : earlier.ending(task.number());
    }

    /** Whether it has the result of a task; also where that cannot be told, so that nothing is in it twice. */
    boolean has(TaskSpec task) {
        return switch (format) {
            case CSV, TSV, JSON_LINES, DATABASE -> earlier != null && earlier.ending(task.number()) != Ending.OPEN;
            case GNU_JSON -> true;
            case FILES -> Files.exists(paths.of(task, 1).output());
        };
    }

    RecordSink open() throws IOException {
        return switch (format) {
            case CSV, TSV -> new Table(openFile(), format.separator(), columns, config.staged(), wholeRows == 0);
            case GNU_JSON -> new GnuJson(openFile());
            case JSON_LINES -> new JsonLines(openFile());
            case DATABASE -> ResultDatabase.open(name, config.resume() != Resume.NO, config.staged());
            case FILES -> new ResultFiles(paths, new OutputFile(config.compressor()));
        };
    }

    private RowFile openFile() throws IOException {
        boolean goesOn = config.resume() != Resume.NO && !name.equals(RowFile.STANDARD_OUTPUT);
        return goesOn ? RowFile.append(name, wholeRows) : RowFile.create(name);
    }

    /** As GNU parallel: what is in files is not printed; with --line-buffer the names are, or the output itself. */
    Display display(RecordSink sink) {
        if (sink instanceof ResultFiles files) {
            String end = config.files() == null && config.live() ? "\n" : config.files();
            return end == null ? Display.NOTHING : Display.names(false, files::last, end);
        }
        return config.live() ? Display.ALL : Display.NOTHING;
    }
}
