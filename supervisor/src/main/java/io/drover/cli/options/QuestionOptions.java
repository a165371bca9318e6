package io.drover.cli.options;

import io.drover.cli.words.CpuCount;
import io.drover.cli.words.Version;
import io.drover.parallel.rows.Packing;
import io.drover.run.ExitCodes;
import java.io.IOException;
import java.util.OptionalInt;
import picocli.CommandLine.Option;

/** Options that scripts ask GNU parallel with before they use it. The answer is a line or two; nothing is run. */
public final class QuestionOptions {
    @Option(
            names = {"--number-of-cpus", "--number-of-cores"},
            description = "Print how many cores there are.")
    private boolean cores;

    @Option(names = "--number-of-threads", description = "Print how many threads the cores have.")
    private boolean threads;

    @Option(names = "--number-of-sockets", description = "Print how many processor sockets there are.")
    private boolean sockets;

    @Option(names = "--max-line-length-allowed", description = "Print how long a command line may be, in bytes.")
    private boolean lineLength;

    @Option(
            names = {"--min-version", "--minversion"},
            paramLabel = "VERSION",
            description = "Print the version of GNU parallel we are like; status 255 if that is older than VERSION.")
    private Integer version;

    @Option(names = "--show-limits", description = "Print how long a command line may be, and then go on.")
    private boolean limits;

    @Option(
            names = "--record-env",
            description = "Write down the names of the variables that there are now, for --env _ to leave out.")
    private boolean recordEnvironment;

    @Option(names = {"--citation", "--bibtex"}, hidden = true)
    private boolean citation;

    /** What is asked for; null when nothing is. */
    private Object answer() {
        if (citation) {
            return "Drover has nothing to cite, and asks nobody to. If it took the place of GNU parallel in your work, that one does.";
        }
        if (version != null) {
            return Version.COMPARED;
        }
        if (lineLength) {
            return Packing.LONGEST_COMMAND;
        }
        if (!cores && !threads && !sockets) {
            return null;
        }
        CpuCount count = CpuCount.ofThisMachine();
        return sockets ? count.sockets() : cores ? count.cores() : count.threads();
    }

    /** Answers; the exit status, or empty when there is something to run. */
    public OptionalInt status() throws IOException {
        if (limits) {
            System.out.println("Longest command line: " + Packing.LONGEST_COMMAND + "\nThe run begins now, and reads its input.");
        }
        if (recordEnvironment) {
            IgnoredNames.record();
            return OptionalInt.of(0);
        }
        Object answer = answer();
        if (answer == null) {
            return OptionalInt.empty();
        }
        System.out.println(answer);
        return OptionalInt.of(version != null && version > Version.COMPARED ? ExitCodes.OWN_ERROR : 0);
    }
}
