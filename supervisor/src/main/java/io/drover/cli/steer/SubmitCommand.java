package io.drover.cli.steer;

import io.drover.client.Found;
import io.drover.client.Submitting;
import io.drover.client.Supervisors;
import io.drover.parallel.InputConfig;
import io.drover.parallel.InputSource;
import io.drover.parallel.Inputs;
import io.drover.parallel.TaskForm;
import io.drover.parallel.template.TemplateConfig;
import io.drover.parallel.text.RawArguments;
import io.drover.parallel.text.ShellQuote;
import io.drover.parallel.text.UsageException;
import io.drover.proto.NewTask;
import io.drover.supervisor.TaskSource;
import io.drover.supervisor.core.TaskSpec;
import io.drover.wire.MessageWriter;
import java.io.ByteArrayOutputStream;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code drover submit}: tasks for a service. */
@Command(
        name = "drover submit",
        sortOptions = false,
        description = "Puts a command into the queue of a service and prints its number, which means that it is stored. One word is a"
                + " line for the shell, several are a command and its arguments as they are. With ::: or :::: it is composed as drover run"
                + " does it, and with - each line of standard input is one.",
        customSynopsis = "drover submit [OPTIONS] [--] COMMAND [ARGUMENTS] | - [::: VALUES | :::: FILES]...",
        footer = {
            "drover submit --to etl 'gzip -9 big.log'",
            "drover submit --wait --timeout 1h make -C /src/tool all",
            "drover submit 'convert {} {.}.png' ::: *.svg",
            "drover submit --after 17,18 ./report",
            "drover submit --every '30 4 * * *' --key nightly ./backup"
        })
public final class SubmitCommand extends SteerCommand {
    /** By these whoever submits a task finds it among what it has started, as the W3C recommendation Trace Context says. */
    private static final List<String> TRACE = List.of("TRACEPARENT", "TRACESTATE");

    private static final int AT_ONCE = 1000;

    @Option(names = "--to", paramLabel = "NAME", description = "Which service. Nothing is needed where only one runs.")
    private String service;

    @Option(
            names = "--after",
            paramLabel = "ID,...[,any]",
            description = "It starts when these tasks are ok, and is cancelled when one of them is not; with any: when they have ended.")
    private String after;

    @Option(
            names = "--key",
            paramLabel = "KEY",
            description = "While there is a task with this key that has not ended, nothing is added, and the number of that one is printed.")
    private String key = "";

    @Option(names = "--overlap", description = "With --every: also while the last one has not ended. Default: that time is left out.")
    private boolean overlap;

    @Option(names = "--stash", description = "It does not start before drover enqueue.")
    private boolean stash;

    @Mixin
    private TaskOptions options = new TaskOptions();

    @Option(names = "--wait", description = "Wait for it, print what it prints, and exit as it does. Ctrl-C cancels it.")
    private boolean wait;

    @Parameters(paramLabel = "COMMAND", arity = "0..*", hidden = true)
    private List<String> words = new ArrayList<>();

    private final List<InputSource> sources;

    /** @param sources of values */
    public SubmitCommand(List<InputSource> sources) {
        this.sources = sources;
    }

    /** {@return the command, to be added to} */
    public List<String> words() {
        return words;
    }

    @Override
    public int run() throws IOException {
        if (words.isEmpty() && sources.isEmpty()) {
            throw new UsageException("a command is missing");
        }
        MessageWriter like = like();
        List<Long> ids = new ArrayList<>();
        Found found = Supervisors.find(service);
        boolean commands = found.takesCommands();
        if (words.isEmpty() && commands) {
            throw new UsageException("a command for these values is missing");
        }
        try (Submitting queue = new Submitting(found)) {
            List<String> lines = sources.isEmpty() && words.equals(List.of("-")) ? List.of() : words;
            if (sources.isEmpty() && !lines.isEmpty()) {
                submit(queue, List.of(like.bytes(NewTask.COMMAND_FIELD_NUMBER, line(commands))), ids);
            } else {
                submitAll(queue, like, lines, commands, ids);
            }
            found = queue.service();
        }
        if (!wait) {
            return 0;
        }
        return new Waiting(found, ids).status();
    }

    private byte[] line(boolean command) {
        if (words.size() == 1 || !command) {
            return RawArguments.bytes(String.join(" ", words));
        }
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (String word : words) {
            if (line.size() > 0) {
                line.write(' ');
            }
            line.writeBytes(ShellQuote.word(RawArguments.bytes(word)));
        }
        return line.toByteArray();
    }

    /** Composed from values, or each line of standard input. */
    private void submitAll(Submitting queue, MessageWriter like, List<String> template, boolean commands, List<Long> ids) throws IOException {
        List<InputSource> from = sources.isEmpty() ? List.of(InputSource.file("-", false)) : sources;
        boolean reads = Inputs.readStandardInput(InputConfig.DEFAULT, from);
        try (FileInputStream input = reads ? new FileInputStream(FileDescriptor.in) : null;
                TaskSource tasks = Inputs.open(
                        InputConfig.DEFAULT, TemplateConfig.of(template), from, input, new TaskForm(commands, 1, null, false), System.err::println)) {
            List<TaskSpec> read = new ArrayList<>();
            boolean more = true;
            while (more) {
                more = tasks.read(read, AT_ONCE - read.size());
                // What is there already is not kept waiting for what comes: a reader may pause.
                List<MessageWriter> next = new ArrayList<>();
                for (TaskSpec task : read) {
                    next.add(like.copy().bytes(NewTask.COMMAND_FIELD_NUMBER, task.payload().toByteArray()));
                }
                submit(queue, next, ids);
                read.clear();
            }
        }
    }

    private void submit(Submitting queue, List<MessageWriter> tasks, List<Long> ids) throws IOException {
        if (tasks.isEmpty()) {
            return;
        }
        List<Long> added = queue.submit(tasks);
        if (wait) {
            ids.addAll(added);
        } else {
            StringBuilder lines = new StringBuilder();
            for (long id : added) {
                lines.append(id).append('\n');
            }
            System.out.print(lines);
            System.out.flush();
        }
    }

    private MessageWriter like() {
        MessageWriter task = options.task()
                .text(NewTask.KEY_FIELD_NUMBER, RawArguments.text(key))
                .flag(NewTask.OVERLAP_FIELD_NUMBER, overlap)
                .flag(NewTask.STASH_FIELD_NUMBER, stash);
        if (!options.hasDirectory()) {
            TaskOptions.putDirectory(task, ".");
        }
        for (String name : TRACE) {
            if (!options.hasVariable(name)) {
                TaskOptions.putVariable(task, name);
            }
        }
        if (options.recurs() && wait) {
            throw new UsageException("--wait would wait for ever with --every");
        }
        if (overlap && !options.recurs()) {
            throw new UsageException("--overlap is for --every");
        }
        if (after != null) {
            for (String earlier : after.split(",")) {
                if (earlier.equals("any") || earlier.equals("ok")) {
                    task.number(NewTask.AFTER_ANY_FIELD_NUMBER, earlier.equals("any") ? 1 : 0);
                } else if (earlier.matches("\\d{1,18}")) {
                    task.number(NewTask.AFTER_FIELD_NUMBER, Long.parseLong(earlier));
                } else {
                    throw new UsageException("--after wants numbers of tasks, and perhaps any, with commas between them, not " + after);
                }
            }
        }
        return task;
    }
}
