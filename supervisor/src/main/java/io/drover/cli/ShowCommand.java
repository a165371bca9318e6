package io.drover.cli;

import io.drover.cli.options.PlainCommand;
import io.drover.cli.table.RowPrinter;
import io.drover.flow.journal.FlowReader;
import io.drover.journal.JournalReader;
import io.drover.parallel.text.RawArguments;
import io.drover.parallel.text.UsageException;
import io.drover.sight.Json;
import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code drover show}: what is in a journal, also while the run goes on. */
@Command(
        name = "drover show",
        sortOptions = false,
        description = "Shows the journal of a run: its runs and tasks, or one task. sqlite3 RUN.DB does too: see the"
                + " views v_runs, v_tasks, v_failed, v_attempts and v_output. Of a flow it shows runs, stages and items, or one item:"
                + " see v_runs, v_stages, v_items and v_failed.")
final class ShowCommand extends PlainCommand {
    private static final String OUTPUT = "SELECT output, error, coalesce(output_bytes, length(output), 0) AS output_bytes,"
            + " coalesce(error_bytes, length(error), 0) AS error_bytes, output_file, error_file FROM tasks WHERE id = ";

    @Option(names = "--failed", description = "Only tasks that have failed, ran out of time or were lost, and why; items with the way they took.")
    private boolean failed;

    @Option(names = "--task", paramLabel = "N", description = "All about task N: each attempt, and why it has failed; of an item where it came from and what it gave.")
    private Long task;

    @Option(
            names = "--output",
            paramLabel = "N",
            description = "What task N has printed: its stdout to our stdout, its stderr to our stderr.")
    private Long printed;

    @Option(names = "--json", description = "One JSON object a line.")
    private boolean json;

    @Parameters(paramLabel = "RUN.DB", description = "The journal: what --journal was given.")
    private String file;

    private final PrintStream out =
            new PrintStream(new BufferedOutputStream(new FileOutputStream(FileDescriptor.out), 1 << 16), false,
                    StandardCharsets.UTF_8);

    ShowCommand() {}

    @Override
    public int run() throws IOException {
        show(Path.of(RawArguments.text(file)));
        out.flush();
        return 0;
    }

    private void show(Path journal) throws IOException {
        if ((failed ? 1 : 0) + (task != null ? 1 : 0) + (printed != null ? 1 : 0) > 1) {
            throw new UsageException("--failed, --task and --output exclude each other");
        }
        if (FlowReader.reads(journal)) {
            try (FlowReader reader = new FlowReader(journal)) {
                showFlow(new FlowShow(reader, RawArguments.text(file), out, json));
            }
        } else {
            try (JournalReader reader = new JournalReader(journal)) {
                show(reader);
            }
        }
    }

    private void showFlow(FlowShow flow) throws IOException {
        if (printed != null) {
            throw new UsageException("--output: the journal of a flow does not keep what tasks print; --results does");
        }
        if (task != null) {
            flow.item(task);
        } else if (failed) {
            flow.failed();
        } else {
            flow.all();
        }
    }

    private void show(JournalReader reader) throws IOException {
        if (printed != null) {
            showOutput(reader);
        } else if (task != null) {
            showTask(reader);
        } else {
            showTasks(reader);
        }
    }

    private void showTasks(JournalReader reader) throws IOException {
        RowPrinter rows = new RowPrinter(out, json);
        if (failed) {
            reader.query("SELECT task, run, seq, state, exit, signal, attempts, seconds, class, message, detail, command"
                    + " FROM v_failed ORDER BY task", rows::add);
        } else {
            if (!json) {
                RowPrinter runs = new RowPrinter(out, false);
                reader.query("SELECT run, started, ended, ending, exit, ok, failed, command FROM v_runs ORDER BY run", runs::add);
                runs.end();
                out.println();
            }
            reader.query("SELECT task, run, seq, state, exit, signal, attempts, started, seconds, command"
                    + " FROM v_tasks ORDER BY task", rows::add);
        }
        rows.end();
    }

    private void showTask(JournalReader reader) throws IOException {
        Map<?, ?>[] found = new Map<?, ?>[1];
        reader.query("SELECT t.*, f.class, f.message, f.detail FROM v_tasks t LEFT JOIN failures f"
                + " ON f.task = t.task AND f.run = t.last_run WHERE t.task = " + task, row -> {
                    found[0] = row;
                    if (json) {
                        out.println(Json.text(row));
                    } else {
                        RowPrinter.printAll(out, row);
                    }
                });
        if (found[0] == null) {
            throw new IOException("no task " + task + " in " + RawArguments.text(file));
        }
        if (!json) {
            out.println();
            RowPrinter attempts = new RowPrinter(out, false);
            reader.query("SELECT run, attempt, state, exit, signal, started, seconds, worker, slot, error"
                    + " FROM v_attempts WHERE task = " + task + " ORDER BY run, attempt", attempts::add);
            attempts.end();
        }
    }

    private void showOutput(JournalReader reader) throws IOException {
        List<Map<String, Object>> found = new ArrayList<>();
        reader.query(OUTPUT + printed, found::add);
        if (found.isEmpty()) {
            throw new IOException("no task " + printed + " in " + RawArguments.text(file));
        }
        if (json) {
            out.println(Json.text(found.get(0)));
            return;
        }
        write(found.get(0), "output", reader.outputs(), out);
        out.flush();
        write(found.get(0), "error", reader.outputs(), System.err);
    }

    private static void write(Map<String, Object> row, String name, Path large, PrintStream to) throws IOException {
        if (row.get(name) instanceof byte[] bytes) {
            to.write(bytes, 0, bytes.length);
        } else if (row.get(name + "_file") instanceof String file) {
            Files.copy(large.resolve(file), to);
        }
    }
}
