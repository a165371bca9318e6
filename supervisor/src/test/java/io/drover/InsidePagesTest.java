package io.drover;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What pages for who changes the code speak of is there: classes, methods, threads, switches. */
class InsidePagesTest {
    private static final Path ROOT = Path.of("..");

    private static String insidePages() throws IOException {
        String readme = Files.readString(ROOT.resolve("README.md"));
        return readme.substring(readme.indexOf("\n## Inside"), readme.indexOf("\n## Limits"))
                + Files.readString(ROOT.resolve("scripts/README.md"));
    }

    @Test
    void classesAndMethodsThatAreNamedAreThere() throws IOException {
        Map<String, String> classes = new LinkedHashMap<>();
        for (Path file : sources()) {
            classes.merge(file.getFileName().toString().replaceFirst("\\.java$", ""), Files.readString(file), String::concat);
        }
        Set<String> missing = new TreeSet<>(found("`(?:[a-z]+\\.)*([A-Z][a-z]+[A-Z]\\w+)\\b", insidePages()));
        missing.removeAll(classes.keySet());
        for (String method : found("`(?:[a-z]+\\.)*([A-Z][a-z]\\w+\\.[a-z]\\w+)`", insidePages())) {
            String[] parts = method.split("\\.");
            if (!classes.getOrDefault(parts[0], "").contains(" " + parts[1] + "(")) {
                missing.add(method);
            }
        }
        assertEquals(Set.of(), missing);
    }

    @Test
    void threadsThatAreNamedAreThere() throws IOException {
        StringBuilder sources = new StringBuilder();
        for (Path file : sources()) {
            sources.append(file.endsWith("package-info.java") ? "" : Files.readString(file));
        }
        Set<String> named = found("`(drover-[a-z]+)`", insidePages());
        named.addAll(found(
                "\\{@code (drover-[a-z]+)\\}",
                Files.readString(ROOT.resolve("supervisor/src/main/java/io/drover/supervisor/package-info.java"))));
        named.removeIf(name -> sources.indexOf("\"" + name + "\"") >= 0);
        assertEquals(Set.of(), named);
    }

    @Test
    void everySwitchOfATestIsTold() throws IOException {
        Set<String> switches = new TreeSet<>();
        for (Path file : sources()) {
            if (file.toString().contains("/src/test/")) {
                switches.addAll(found("\"(drover\\.(?!jar\")[a-z.]+)\"", Files.readString(file)));
            }
        }
        assertEquals(switches, found("-D(drover\\.[a-z.]+)=", Files.readString(ROOT.resolve("scripts/README.md"))));
    }

    private static List<Path> sources() throws IOException {
        try (Stream<Path> files = Stream.of("proto", "worker", "supervisor", "scripts/examples").flatMap(InsidePagesTest::files)) {
            return files.filter(file -> file.toString().matches(".*/src/.*\\.java")).toList();
        }
    }

    private static Stream<Path> files(String module) {
        try {
            return Files.walk(ROOT.resolve(module));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Set<String> found(String group, String text) {
        return Pattern.compile(group).matcher(text).results()
                .map(match -> match.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
