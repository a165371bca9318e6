package io.drover.cli.words;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;

/** Programs by name, as execvp(3) finds them. */
public final class SearchPath {
    private SearchPath() {}

    /** The file that would run; a name with a slash is one already. */
    public static Optional<Path> find(String name) {
        Stream<Path> places = name.contains("/")
                ? Stream.of(Path.of(name))
                : Arrays.stream(System.getenv().getOrDefault("PATH", "").split(":")).map(place -> Path.of(place, name));
        return places.filter(file -> Files.isRegularFile(file) && Files.isExecutable(file)).findFirst();
    }
}
