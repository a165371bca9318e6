package io.drover.cli.options;

import com.google.protobuf.ByteString;
import io.drover.cli.words.UserShell;
import io.drover.parallel.template.DirectoryTemplate;
import io.drover.parallel.template.TemplateConfig;
import io.drover.parallel.text.RawArguments;
import io.drover.parallel.text.UsageException;
import io.drover.posix.Signal;
import io.drover.posix.ThisProcess;
import io.drover.proto.CommandSetup;
import io.drover.proto.TermStep;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** Options about the surroundings of tasks. */
public final class CommandOptions {
    /** A new directory for each task. */
    private static final String NEW = "...";

    @Option(
            names = {"--wd", "--workdir", "--work-dir"},
            paramLabel = "DIR",
            description = "Run commands in DIR, which is made if it is missing; with replacement strings in it, each in its own."
                    + " ... is a new one for each below ~/.parallel/tmp, which goes with its task.")
    private String directory;

    @Option(
            names = "--env",
            paramLabel = "NAME=VALUE",
            description = "Set NAME to VALUE for the tasks. NAME alone changes nothing: all of our environment is passed "
                    + "on anyway; so does _, which stands for all but those of --record-env.")
    private List<String> environment = new ArrayList<>();

    @Option(
            names = {"--termseq", "--term-seq"},
            paramLabel = "SIGNAL,MS,...",
            description = "How a command is ended: a signal, milliseconds to wait, the next signal ... "
                    + "Default: TERM,2000,KILL.")
    private String termSequence = "TERM,2000,KILL";

    @Option(names = "--nice", paramLabel = "N", description = "Run commands with this nice value.")
    private int nice;

    @Option(
            names = "--process-slot-var",
            paramLabel = "NAME",
            description = "Set NAME to the number of the slot, counted from 0.")
    private String slotVariable;

    /**
     * The directories of tasks; null where all have the same.
     *
     * @param named whether columns have names, which may be in those of directories
     */
    public DirectoryTemplate directories(TemplateConfig template, boolean named) {
        if (directory == null) {
            return null;
        }
        if (directory.equals(NEW)) {
            return new DirectoryTemplate(latin(home()), newName(template.strings().sequence()), true);
        }
        return named || template.replacesIn(directory)
                ? new DirectoryTemplate(latin(System.getProperty("user.dir")), directory, false)
                : null;
    }

    /** Refuses what is wrong. */
    public void check() {
        IgnoredNames.check(environment);
        termSteps();
    }

    /** @param common whether all tasks run in the same directory */
    public CommandSetup setup(long timeoutMillis, OutputOptions output, boolean common) {
        IgnoredNames.check(environment);
        CommandSetup.Builder setup = CommandSetup.newBuilder()
                .setShell(ByteString.copyFrom(UserShell.path(), StandardCharsets.UTF_8))
                .setTimeoutMillis(timeoutMillis)
                .setUngroup(output.ungrouped())
                .setLive(output.live())
                .setDirect(true)
                .setNice(nice)
                .addAllTermSequence(termSteps());
        if (slotVariable != null) {
            setup.setSlotVariable(ByteString.copyFrom(RawArguments.bytes(slotVariable)));
        }
        variables().forEach(variable -> setup.addEnvironment(ByteString.copyFrom(variable)));
        if (directory != null && common) {
            setup.setWorkingDirectory(ByteString.copyFrom(RawArguments.bytes(workingDirectory())));
        }
        return setup.build();
    }

    private List<TermStep> termSteps() {
        String[] parts = termSequence.split(",");
        List<TermStep> steps = new ArrayList<>();
        try {
            for (int i = 0; i < parts.length; i += 2) {
                int wait = i + 1 < parts.length ? Integer.parseInt(parts[i + 1].strip()) : 0;
                steps.add(TermStep.newBuilder()
                        .setSignal(Signal.numberOf(parts[i].strip()))
                        .setWaitMillis(wait)
                        .build());
            }
        } catch (IllegalArgumentException e) {
            throw new UsageException("--termseq wants signals and milliseconds such as TERM,200,KILL,25, not '"
                    + termSequence + "'");
        }
        return steps;
    }

    private String workingDirectory() {
        File file = new File(RawArguments.text(directory)).getAbsoluteFile();
        if (!file.isDirectory() && !file.mkdirs()) {
            throw new UsageException("--wd: cannot make directory " + RawArguments.text(directory));
        }
        return directory.startsWith("/")
                ? directory
                : latin(file.toPath().normalize().toString());
    }

    private static String home() {
        String home = System.getenv("HOME");
        return home == null ? System.getProperty("user.home") : home;
    }

    private static String newName(String sequence) {
        return ".parallel/tmp/" + latin(hostName()) + "-" + ThisProcess.id() + "-" + sequence;
    }

    private static String hostName() {
        try {
            return Files.readString(Path.of("/proc/sys/kernel/hostname")).strip();
        } catch (IOException e) {
            return "localhost";
        }
    }

    private static String latin(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }

    /** Each "NAME=VALUE". */
    public List<byte[]> variables() {
        List<byte[]> variables = new ArrayList<>();
        for (String variable : environment) {
            if (variable.indexOf('=') > 0) {
                variables.add(RawArguments.bytes(variable));
            }
        }
        return variables;
    }
}
