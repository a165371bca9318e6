package io.drover.cli.words;

import io.drover.posix.ThisProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/** The shell that runs composed commands: as for GNU parallel, the one that the user is in. */
public final class UserShell {
    private static final Set<String> SHELLS = Set.of(
            "ash", "bash", "csh", "dash", "fish", "ksh", "ksh93", "mksh", "pdksh", "posh", "rc", "sash", "sh", "tcsh",
            "yash", "zsh");

    private UserShell() {}

    public static String path() {
        String chosen = System.getenv("PARALLEL_SHELL");
        if (chosen != null && !chosen.isEmpty()) {
            return chosen;
        }
        return parentShell().orElseGet(() -> {
            String login = System.getenv("SHELL");
            return login == null || login.isEmpty() ? "/bin/sh" : login;
        });
    }

    /** The program of our parent process, if it is a shell. */
    private static Optional<String> parentShell() {
        try {
            Path program = Files.readSymbolicLink(Path.of("/proc/" + ThisProcess.parent() + "/exe"));
            boolean shell = SHELLS.contains(program.getFileName().toString()) && Files.isExecutable(program);
            return shell ? Optional.of(program.toString()) : Optional.empty();
        } catch (IOException e) {
            // Another user's process does not tell.
            return Optional.empty();
        }
    }
}
