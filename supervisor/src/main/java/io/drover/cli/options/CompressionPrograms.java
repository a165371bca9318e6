package io.drover.cli.options;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The program that compresses where the user names none: as for GNU parallel, the fastest that is installed. */
final class CompressionPrograms {
    private static final List<String> FASTEST_FIRST = List.of(
            "pzstd", "lbzip2", "pbzip2", "zstd", "pixz", "lz4", "pigz", "lzop", "plzip", "lzip", "gzip", "lrz", "pxz",
            "bzip2", "lzma", "xz", "clzip");

    private CompressionPrograms() {}

    static String first() {
        String path = System.getenv("PATH");
        List<String> directories = List.of((path == null ? "" : path).split(":"));
        return FASTEST_FIRST.stream()
                .filter(name -> directories.stream().anyMatch(directory -> Files.isExecutable(Path.of(directory, name))))
                .findFirst()
                .map(name -> name + " -c -1")
                .orElse("cat");
    }
}
