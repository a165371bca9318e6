package io.drover.cli;

import io.drover.doctor.Doctor;
import io.drover.help.HelpText;
import io.drover.help.Style;
import io.drover.posix.ProcessTree;
import io.drover.supervisor.signals.EndingSignals;
import java.nio.charset.StandardCharsets;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code drover doctor}: whether runs work on this machine. */
@Command(
        name = "drover doctor",
        description = "Tells whether this machine gives what runs need. Each line is ok, warn or FAIL, what was found,"
                + " and what to do. A supervisor is started and killed, to see that nothing of it is left.",
        customSynopsis = "drover doctor",
        exitCodeList = {"0:runs work, perhaps with warnings", "1:something has failed"})
final class DoctorCommand {
    private static final int STDOUT = 1;

    @Option(names = {"-h", "--help"}, usageHelp = true, description = "Show this.")
    private boolean help;

    static int execute(List<String> arguments) {
        DoctorCommand command = new DoctorCommand();
        CommandLine parser = new CommandLine(command);
        Picocli.parse(parser, arguments.toArray(String[]::new));
        if (command.help) {
            HelpText.print(parser.getCommandSpec());
            return 0;
        }
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
