package io.drover.cli.options;

import io.drover.control.Naming;
import io.drover.parallel.text.RawArguments;
import io.drover.parallel.text.UsageException;
import io.drover.posix.ThisProcess;
import java.util.List;
import picocli.CommandLine.Option;

/** Options about how a run is found by those who look at it and steer it. */
public final class ControlOptions {
    @Option(
            names = "--name",
            paramLabel = "NAME",
            description = "What drover ps calls the run, and by what drover status, scale, stop and the like find it. Default: its process id.")
    private String name;

    @Option(names = "--no-control", description = "Have no socket by which drover ps, status, scale, stop and the like reach the run.")
    private boolean closed;

    /**
     * How the run is known to others; null: not at all.
     *
     * @param arguments the command line
     */
    public Naming naming(List<String> arguments) {
        if (name != null) {
            check(name);
        }
        return closed ? null : new Naming(name == null ? "" : name, arguments.stream().map(RawArguments::bytes).toList());
    }

    /** The name; where none was given, the process id. */
    public String known() {
        return name == null ? Integer.toString(ThisProcess.id()) : name;
    }

    /** Refuses what {@code --name} cannot be. */
    public static void check(String name) {
        if (!Naming.fits(name)) {
            throw new UsageException("--name wants letters, digits and .@:+-_, and not digits alone, instead of " + name);
        }
    }
}
