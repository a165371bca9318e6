package io.drover.cli;

import io.drover.cli.direct.OptionNames;
import io.drover.cli.graph.Graph;
import io.drover.cli.graph.GraphFile;
import io.drover.cli.graph.Part;
import io.drover.cli.graph.Setting;
import io.drover.cli.options.StageOptions;
import io.drover.cli.toml.Place;
import io.drover.help.HelpText;
import io.drover.parallel.CommandLineSplitter;
import io.drover.parallel.text.RawArguments;
import io.drover.parallel.text.UsageException;
import io.drover.run.ExitCodes;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code drover flow}: a run whose stages are written down in a file. */
@Command(
        name = "drover flow",
        sortOptions = false,
        description = "Runs a flow that is written down in a TOML file. It does what drover run would do with the same"
                + " stages and --then between them; options of the whole run may stand before GRAPH.toml, and overrule those in it."
                + " See drover help flows.",
        customSynopsis = "drover flow [--check] [OPTIONS OF drover run] GRAPH.toml [::: VALUES | :::: FILES]...",
        footer = {"drover flow --check graph.toml", "drover flow graph.toml :::: urls"})
final class FlowCommand {
    private static final String CHECK = "--check";

    @Option(names = {"-h", "--help"}, usageHelp = true, description = "Show this.")
    private boolean help;

    @Option(names = CHECK, description = "Run nothing; say what is wrong in GRAPH.toml, or name its stages.")
    private boolean check;

    @Option(names = "--dry-run", description = "Print the commands of the first stage and the templates of the others, and run nothing.")
    private boolean dryRun;

    @Parameters(paramLabel = "GRAPH.toml", description = "The flow.")
    private String file;

    /** Of the run, from the command line. */
    private List<String> options;

    /** All that was given, behind the name of this command. */
    private List<String> typed;

    FlowCommand() {}

    static int execute(List<String> arguments) {
        FlowCommand command = new FlowCommand();
        List<String> words = CommandLineSplitter.split(arguments).words();
        List<String> sources = arguments.subList(words.size(), arguments.size());
        command.typed = Stream.concat(Stream.of("flow"), arguments.stream()).toList();
        command.read(words, arguments);
        if (command.help) {
            HelpText.print(new CommandLine(command).getCommandSpec());
            return 0;
        }
        try {
            return command.run(sources);
        } catch (IOException e) {
            System.err.println("drover: " + e.getMessage());
            return ExitCodes.OWN_ERROR;
        }
    }

    /** @param words those in front of the values */
    private void read(List<String> words, List<String> arguments) {
        List<String> left = new ArrayList<>(words);
        help = left.stream().limit(1).anyMatch(word -> word.matches("-h|--help"));
        if (help) {
            return;
        }
        check = left.removeIf(CHECK::equals);
        List<String> behind = RunCommand.stage(left, arguments).words;
        if (behind.isEmpty()) {
            throw new UsageException("a file with a flow is missing, such as drover flow graph.toml");
        }
        file = behind.get(0);
        options = new ArrayList<>(left.subList(0, left.size() - behind.size()));
        options.remove("--");
        for (String word : behind.subList(1, behind.size())) {
            if (!word.equals("--dry-run")) {
                throw new UsageException("what is " + word + "? Behind " + file + " stand values, as ::: VALUES or :::: FILES");
            }
            options.add(word);
        }
        for (String name : OptionNames.ofRun().names(options)) {
            if (StageOptions.has(name)) {
                throw new UsageException(name + " is of a stage: it stands below [[stage]] in " + file);
            }
        }
    }

    private int run(List<String> sources) throws IOException {
        Graph graph = GraphFile.read(file, new RunCommand(List.of()));
        List<String> words = words(graph, options);
        if (check) {
            checkAll(graph);
            RunCommand.check(words);
            System.out.println(RawArguments.text(
                    file + ": " + (graph.name().isEmpty() ? "" : graph.name() + ": ") + String.join(" -> ", graph.stageNames())));
            return 0;
        }
        words.addAll(sources);
        try {
            return RunCommand.execute(words, typed);
        } catch (UsageException e) {
            checkAll(graph);
            // Of what is not in the file.
            throw e;
        }
    }

    /**
     * What would be said to {@code drover run}, without values.
     *
     * @param more options of the run
     */
    private static List<String> words(Graph graph, List<String> more) {
        List<String> words = new ArrayList<>(graph.run().options(setting -> true));
        words.addAll(more);
        for (Part stage : graph.stages()) {
            if (stage != graph.stages().get(0)) {
                words.add(StagedRun.THEN);
            }
            words.addAll(stage.words());
        }
        return words;
    }

    /** Finds out what is wrong with which of the parts, if anything is. */
    private static void checkAll(Graph graph) {
        check(graph.run());
        graph.stages().forEach(FlowCommand::check);
        try {
            RunCommand.check(words(graph, List.of()));
        } catch (UsageException e) {
            throw place(graph.run(), e).fault(e.getMessage());
        }
    }

    private static void check(Part part) {
        // Looking at --wd would make the directory.
        List<String> words = new ArrayList<>(part.options(setting -> !setting.name().equals("--wd")));
        words.add("--");
        words.addAll(part.command());
        try {
            RunCommand.checkStage(words);
        } catch (UsageException e) {
            throw place(part, e).fault(e.getMessage());
        }
    }

    /** Of the option that {@code e} names, or that alone has the same said of it; else of the whole part. */
    private static Place place(Part part, UsageException e) {
        for (Setting setting : part.settings()) {
            if (e.getMessage().contains(setting.name())) {
                return setting.place();
            }
        }
        for (Setting setting : part.settings()) {
            try {
                RunCommand.checkStage(setting.words());
            } catch (UsageException same) {
                if (same.getMessage().equals(e.getMessage())) {
                    return setting.place();
                }
            }
        }
        return part.place();
    }
}
