package io.drover.help;

import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine;

/** A command with all that help, manual pages and completions have to cope with. */
final class Example {
    @Command(
            name = "herd",
            description = "Keeps a herd. It's quick.",
            customSynopsis = "herd COMMAND ...",
            footer = "herd run --help")
    static final class Herd {}

    @Command(
            name = "herd run",
            sortOptions = false,
            description = "Runs 'it', back\\slash and all.",
            exitCodeList = {"0:good", "255:bad"},
            footer = "herd run -j 2 'echo {}'")
    static final class Run {
        @Option(names = {"-h", "--help"}, description = "Show this.")
        boolean help;

        @Mixin
        Speed speed = new Speed();

        @Mixin(name = "where it goes")
        Places places = new Places();

        @Parameters(paramLabel = "COMMAND", arity = "0..*", hidden = true)
        List<String> words;
    }

    static final class Speed {
        @Option(names = {"--jobs", "-j"}, paramLabel = "N%", description = "At a time: 50% or {%}; [all].")
        String jobs;

        @Option(names = "--secret", hidden = true, description = "Not told.")
        boolean secret;
    }

    static final class Places {
        @Option(names = {"--dry-run", "--dryrun"}, description = "Print, don't \"run\".")
        boolean dryRun;

        @Option(names = {"-i", "--replace"}, arity = "0..1", paramLabel = "TEXT", description = ".dots first; \\n too.")
        String replace;

        @Option(names = "--log", paramLabel = "FILE", description = "Write it down.")
        String log;

        @Option(names = "--wd", paramLabel = "DIR", description = "Go there.")
        String directory;

        @Option(names = "--when", paramLabel = "soon|now", description = "When. Or not.")
        String when;
    }

    private Example() {}

    static Manual manual() {
        CommandLine herd = new CommandLine(new Herd());
        herd.addSubcommand("run", new Run());
        return Manual.of(herd.getCommandSpec());
    }

    static Manual run() {
        return manual().commands().get("run");
    }
}
