package io.drover.cli.options;

import com.google.protobuf.ByteString;
import io.drover.parallel.text.RawArguments;
import io.drover.parallel.text.UsageException;
import io.drover.proto.CommandSetup;
import io.drover.proto.CoprocSetup;
import picocli.CommandLine.Option;

/** Options about long-lived commands that answer lines. */
public final class CoprocOptions {
    @Option(
            names = "--coproc",
            paramLabel = "COMMAND",
            description = "Start COMMAND once for each slot; each value is a line that it reads, and a line that it"
                    + " writes is the result. With -0 lines end with NUL. COMMAND must not hold back what it"
                    + " writes. It is replaced when it dies.")
    private String command;

    public boolean given() {
        return command != null;
    }

    /** Null where there is none. */
    public String command() {
        return command;
    }

    /** {@code setup} for lines instead of command lines, where that is asked for. */
    public CommandSetup setup(CommandSetup setup, boolean nul) {
        if (command == null) {
            return setup;
        }
        return setup.toBuilder()
                .setCoproc(CoprocSetup.newBuilder()
                        .setCommand(ByteString.copyFrom(RawArguments.bytes(command)))
                        .setNul(nul))
                .build();
    }

    public void check(boolean java, boolean pipe) {
        if (command == null) {
            return;
        }
        if (java || pipe) {
            throw new UsageException("--coproc goes with neither --task nor --pipe");
        }
        if (command.isBlank()) {
            throw new UsageException("--coproc needs a command");
        }
    }
}
