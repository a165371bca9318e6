package io.drover.cli;

import io.drover.cli.options.PlainCommand;
import io.drover.doctor.Doctor;
import io.drover.help.Style;
import io.drover.posix.ProcessTree;
import io.drover.supervisor.signals.EndingSignals;
import java.nio.charset.StandardCharsets;
import java.util.List;
import picocli.CommandLine.Command;

/** {@code drover doctor}: whether runs work on this machine. */
@Command(
        name = "drover doctor",
        description = "Tells whether this machine gives what runs need. Each line is ok, warn or FAIL, what was found,"
                + " and what to do. A supervisor is started and killed, to see that nothing of it is left.",
        customSynopsis = "drover doctor",
        exitCodeList = {"0:runs work, perhaps with warnings", "1:something has failed"})
final class DoctorCommand extends PlainCommand {
    private static final int STDOUT = 1;

    private final List<String> arguments;

    /** @param arguments its words */
    DoctorCommand(List<String> arguments) {
        this.arguments = arguments;
    }

    @Override
    public int run() {
        // For the programs that checks start.
        EndingSignals.letIn();
        // Ours without "doctor": the JVM, its options, the class path and the main class.
        List<byte[]> line = ProcessTree.commandLine();
        List<String> program = line.subList(0, line.size() - arguments.size() - 1).stream()
                .map(word -> new String(word, StandardCharsets.UTF_8))
                .toList();
        return Doctor.of(program, System.out, Style.of(STDOUT)).examine() ? 0 : 1;
    }
}
