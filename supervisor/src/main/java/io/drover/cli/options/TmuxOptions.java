package io.drover.cli.options;

import com.google.protobuf.ByteString;
import io.drover.cli.words.SearchPath;
import io.drover.parallel.text.UsageException;
import io.drover.proto.CommandSetup;
import io.drover.proto.TmuxSetup;
import io.drover.supervisor.process.PrivateDirectory;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Options about commands that are looked at in tmux. */
public final class TmuxOptions {
    /** Linux has room for 107 bytes in the name of a socket. */
    private static final int LONGEST_SOCKET = 107;

    @Option(
            names = "--tmux",
            description = "Run each command in a window of tmux, which shows its output; there is no other. stderr says how to"
                    + " attach to the session, which ends"
                    + " with the run.")
    private boolean windows;

    @Option(names = {"--tmuxpane", "--tmux-pane"}, description = "As --tmux, but with all commands in panes of one window.")
    private boolean panes;

    public boolean given() {
        return windows || panes;
    }

    /**
     * @param alone tasks are command lines that nobody talks to
     * @throws UsageException where there is no tmux, too
     */
    public void check(boolean alone) {
        if (!given()) {
            return;
        }
        if (!alone) {
            throw new UsageException("--tmux is for commands, which read the terminal of their window: it goes with none of"
                    + " --pipe, --tty, --task and --coproc");
        }
        String name = program().split(" ")[0];
        if (SearchPath.find(name).isEmpty()) {
            throw new UsageException("--tmux: " + name + " not found in $PATH; install it, or name it in PARALLEL_TMUX");
        }
    }

    /** {@code setup} with windows where they are asked for. */
    public CommandSetup setup(CommandSetup setup, PrivateDirectory directory) {
        if (!given()) {
            return setup;
        }
        String path = directory.path().toString();
        return setup.toBuilder()
                .setInputDirectory(path)
                .setTmux(TmuxSetup.newBuilder()
                        .setProgram(ByteString.copyFromUtf8(program()))
                        .setDirectory(path)
                        .setPanes(panes))
                .build();
    }

    /** The run is about to start: makes the place of the socket, and says how to look. */
    public void open(PrivateDirectory directory) throws IOException {
        if (!given()) {
            return;
        }
        Path socket = directory.resolve("tmux");
        if (socket.toString().getBytes(StandardCharsets.UTF_8).length > LONGEST_SOCKET) {
            directory.close();
            throw new UsageException("--tmux: the name of its socket would be too long; choose a shorter --tmpdir");
        }
        System.err.println("See output with: " + program() + " -S " + socket + " attach");
    }

    private static String program() {
        String named = System.getenv("PARALLEL_TMUX");
        return named == null || named.isBlank() ? "tmux" : named.strip();
    }
}
