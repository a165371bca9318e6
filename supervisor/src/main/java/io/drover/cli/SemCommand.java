package io.drover.cli;

import io.drover.help.HelpText;
import io.drover.parallel.text.UsageException;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What help says of {@code drover sem}. The launcher does it by a shell script, which starts faster than a JVM. */
@Command(
        name = "drover sem",
        sortOptions = false,
        description = "Waits until fewer than N commands run under a semaphore, then runs COMMAND in the background.",
        customSynopsis = {"drover sem [OPTIONS] COMMAND [ARGUMENTS]", "       drover sem [--id NAME] [--st SECS] --wait"},
        exitCodeList = {
            "0:COMMAND has begun; with --wait: all have ended",
            "1:with --st -SECS: gave up",
            "255:an error of our own, told in one line",
            "of COMMAND:with --fg; 128 + signal if one ended it"
        },
        footer = {
            "for i in *.log; do drover sem -j+0 gzip $i; done; drover sem --wait",
            "drover sem --id pod2html --fg pod2html foo.pod --outfile foo.html"
        })
final class SemCommand {
    @Option(names = {"-h", "--help"}, usageHelp = true, description = "Show this.")
    private boolean help;

    @Option(
            names = {"-j", "--jobs", "-P", "--max-procs"},
            paramLabel = "N|N%|+N|-N|0|FILE",
            description = "How many at a time; 0: any number. Default: 1.")
    private String jobs;

    @Option(
            names = {"--id", "--semaphorename", "--semaphore-name"},
            paramLabel = "NAME",
            description = "Which semaphore. Default: one for each terminal.")
    private String name;

    @Option(names = "--fg", description = "Wait for COMMAND and exit with its status.")
    private boolean foreground;

    @Option(names = "--bg", description = "Return as soon as COMMAND has begun. The default.")
    private boolean background;

    @Option(names = "--wait", description = "Run nothing; wait for all commands of the semaphore.")
    private boolean waiting;

    @Option(
            names = {"--st", "--semaphoretimeout", "--semaphore-timeout"},
            paramLabel = "SECS",
            description = "If that is not to be had within SECS, run COMMAND all the same; with -SECS give up.")
    private String timeout;

    @Option(
            names = {"-u", "--ungroup"},
            description = "Let output through at once, instead of when COMMAND has ended.")
    private boolean ungrouped;

    @Option(
            names = {"--line-buffer", "--lb"},
            description = "Let output through line by line.")
    private boolean lines;

    @Option(names = "--tag", description = "Begin each line of output with a TAB; --tagstring TEXT: with TEXT and a TAB.")
    private boolean tagged;

    @Option(
            names = {"-a", "--arg-file"},
            paramLabel = "FILE",
            description = "COMMAND's standard input.")
    private String file;

    @Option(names = "-v", description = "Print COMMAND before its output; -t: on stderr, when it starts.")
    private boolean shown;

    @Option(names = "--dry-run", description = "Print COMMAND, and run nothing.")
    private boolean dryRun;

    @Option(names = {"-q", "--quote"}, description = "COMMAND is words, not a line for the shell.")
    private boolean quoted;

    @Parameters(paramLabel = "COMMAND", arity = "0..*", hidden = true)
    private List<String> words;

    static int execute(List<String> arguments) {
        CommandLine parser = new CommandLine(new SemCommand());
        if (arguments.isEmpty() || !arguments.get(0).matches("-h|--help")) {
            throw new UsageException("sem is a part of the launcher; call it as scripts/drover sem");
        }
        HelpText.print(parser.getCommandSpec());
        return 0;
    }
}
