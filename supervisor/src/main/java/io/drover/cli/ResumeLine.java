package io.drover.cli;

import java.util.List;
import java.util.stream.Collectors;

/** The command line that goes on where a run has ended, to be pasted into a shell. */
final class ResumeLine {
    private static final List<String> RESUMING = List.of("--resume", "--resume-failed", "--retry-failed");

    private ResumeLine() {}

    /** @param arguments of {@code drover run}, each a byte per character */
    static String of(List<String> arguments) {
        boolean resumes = arguments.stream().anyMatch(RESUMING::contains);
        return arguments.stream()
                .map(RawArguments::text)
                .map(ResumeLine::quoted)
                .collect(Collectors.joining(" ", resumes ? "drover run " : "drover run --resume ", ""));
    }

    private static String quoted(String word) {
        return word.matches("[-_.+:,/@%=A-Za-z0-9]+") ? word : "'" + word.replace("'", "'\\''") + "'";
    }
}
