package io.drover.cli.options;

import io.drover.parallel.Tag;
import io.drover.parallel.text.RawArguments;
import io.drover.parallel.text.ShellQuote;
import io.drover.parallel.text.UsageException;
import io.drover.posix.Posix;
import io.drover.supervisor.CrewPlan;
import io.drover.supervisor.output.Colours;
import io.drover.supervisor.output.OutputConfig;
import io.drover.supervisor.output.OutputMode;
import io.drover.supervisor.output.ProgressForm;
import io.drover.supervisor.output.Screen;
import io.drover.supervisor.output.ShellCalls;
import io.drover.supervisor.output.Shown;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Options about how the output of tasks is shown. */
public final class OutputOptions {
    private static final int STDOUT = 1;
    private static final int STDERR = 2;

    @Option(names = {"-k", "--keep-order"}, description = "Output in the order of the input.")
    private boolean keepOrder;

    @Option(names = "--group", description = "The output of a task comes whole when it ends. The default.")
    private boolean group;

    @Option(
            names = {"--line-buffer", "--line-buffered", "--lb"},
            description = "Lines come as they are printed; those of different tasks alternate.")
    private boolean lineBuffer;

    @Option(
            names = {"-u", "--ungroup"},
            description = "Commands write straight to our stdout and stderr; their output can mix within a line.")
    private boolean ungroup;

    @Option(
            names = {"--latest-line", "--latestline", "--ll"},
            description = "On a terminal one line for each task, with the last line it has printed; elsewhere that line when it ends.")
    private boolean latestLine;

    @Option(
            names = {"--no-keep-order", "--nok", "--no-k"},
            hidden = true,
            description = "Overrules a --keep-order that comes from a profile.")
    private boolean anyOrder;

    @Option(
            names = "-v",
            description = "Print each command line before its output.")
    private boolean[] echo = {};

    @Option(names = "--silent", hidden = true, description = "Overrules a -v that comes from a profile.")
    private boolean silent;

    @Option(names = "--tag", description = "Put the task's arguments and a TAB before each line.")
    private boolean tag;

    @Option(names = "--tagstring", paramLabel = "TEXT", description = "Put TEXT, a template, and a TAB before each line.")
    private String tagString;

    @Option(
            names = {"--color", "--colour"},
            description = "Give the lines of each task colours of its own.")
    private boolean colour;

    @Option(names = "--ctag", description = "--color --tag.")
    private boolean colourTag;

    @Option(names = "--ctagstring", paramLabel = "TEXT", description = "--color --tagstring TEXT.")
    private String colourTagString;

    @Option(
            names = {"--color-failed", "--colour-failed", "--color-fail", "--colour-fail", "--cf"},
            description = "Show the output of tasks that have failed white on red.")
    private boolean colourFailed;

    @Option(
            names = {"--dry-run", "--dr"},
            description = "Print the command lines and run nothing.")
    private boolean dryRun;

    @Option(
            names = "--progress",
            description = "Show on stderr how many tasks run and are done, also where it is no terminal.")
    private boolean progress;

    @Option(
            names = "--eta",
            description = "As --progress, with the number of tasks that are left and the seconds they will take. Input that "
                    + "can be read only once is read to its end first, to count it.")
    private boolean eta;

    @Option(names = "--bar", description = "As --eta, but as a bar, with percentage; 'zenity --progress' understands it, too.")
    private boolean bar;

    @Option(
            names = {"--tmpdir", "--tempdir"},
            paramLabel = "DIR",
            description = "Where output that does not fit in memory waits; it has to be there. Default: $TMPDIR or /tmp.")
    private String tmpdir;

    @Option(
            names = "--shell-calls",
            paramLabel = "FUNCTION",
            hidden = true,
            description = "Print shell code that calls FUNCTION with number, values and output of each task, for parset.")
    private String shellFunction;

    @Option(
            names = "--print-retries",
            description = "Print what every attempt at a task has printed, not the last one alone.")
    private boolean printRetries;

    private boolean terminalTaken;

    public boolean dryRun() {
        return dryRun;
    }

    public boolean ungrouped() {
        return ungroup && !echoes() && shellFunction == null && !latestLine;
    }

    /** The output of commands comes to us, even with --ungroup. */
    public void capture() {
        ungroup = false;
    }

    /** Commands write straight to our stdout and stderr where nothing else is said. */
    public void preferUngrouped() {
        ungroup = !group && !lineBuffer;
    }

    /** @throws UsageException for ways to print that exclude each other */
    public void check() {
        if (group && ungroup || group && lineBuffer || ungroup && lineBuffer) {
            throw new UsageException("of --group, --line-buffer and --ungroup only one can be chosen");
        }
    }

    /** Null where output is printed as it is. */
    public ShellCalls shellCalls() {
        return shellFunction == null ? null : new ShellCalls(shellFunction, ShellQuote::word);
    }

    /** Command lines are printed before their output. */
    public boolean echoes() {
        return echo.length > 0 && !silent;
    }

    /** Output that goes past us could overtake the command line before it. */
    public boolean live() {
        return lineBuffer || ungroup && echoes() || draws();
    }

    /** The last lines of tasks are drawn while they run. */
    private boolean draws() {
        return latestLine && Posix.isTerminal(STDOUT);
    }

    /** Null without tags. */
    public Tag tag() {
        String text = tagString != null ? tagString : colourTagString;
        if (text != null && !text.isEmpty()) {
            return new Tag(text);
        }
        return (tag || colourTag) && !ungroup ? Tag.VALUES : null;
    }

    private Colours colours() {
        return new Colours(colour || colourTag || colourTagString != null, colourFailed);
    }

    /** Something else writes to the terminal: no progress line but where one is asked for. */
    public void leaveTerminal() {
        terminalTaken = true;
    }

    /** Whether a bar shows the values of the newest task. */
    public boolean showsValues() {
        return bar;
    }

    public ProgressForm progress() {
        if (bar) {
            return ProgressForm.BAR;
        }
        if (eta) {
            return ProgressForm.ETA;
        }
        if (progress) {
            return ProgressForm.PROGRESS;
        }
        return !terminalTaken && Posix.isTerminal(STDERR) ? ProgressForm.LINE : ProgressForm.NONE;
    }

    /** @param countable all of the input may be read before the first task runs, to count it */
    public CrewPlan.Progress progress(boolean countable) {
        ProgressForm form = progress();
        if (form == ProgressForm.NONE) {
            return CrewPlan.Progress.HIDDEN;
        }
        return form.needsTotal() && countable ? CrewPlan.Progress.COUNTED : CrewPlan.Progress.SHOWN;
    }

    public OutputConfig config() {
        OutputMode mode = draws() ? OutputMode.LATEST_LINE : ungrouped() ? OutputMode.UNGROUP : live() ? OutputMode.LINE_BUFFER : OutputMode.GROUP;
        return new OutputConfig(
                mode,
                keepOrder && !anyOrder,
                printRetries,
                colours(),
                temporary(),
                progress(),
                progress() == ProgressForm.NONE ? 0 : Posix.terminalWidth(STDERR),
                Posix.isTerminal(STDOUT),
                draws() ? new Screen(Posix.terminalWidth(STDOUT), Posix.terminalHeight(STDOUT)) : null,
                new Shown(echoes(), latestLine && !draws(), shellCalls()));
    }

    /** Where temporary files go. */
    public Path temporary() {
        if (tmpdir != null) {
            Path given = Path.of(RawArguments.text(tmpdir));
            if (!Files.isDirectory(given)) {
                throw new UsageException("--tmpdir: there is no directory " + given);
            }
            return given;
        }
        String usual = System.getenv("TMPDIR");
        return Path.of(usual == null || usual.isEmpty() ? "/tmp" : usual);
    }
}
