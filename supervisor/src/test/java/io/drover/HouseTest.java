package io.drover;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The house as it is drawn: which package may know which, by the imports of the sources. */
class HouseTest {
    private static final Pattern IMPORT = Pattern.compile("(?m)^import (?:static )?([a-z]\\w*(?:\\.[a-z]\\w*)*)\\.[A-Z]");
    private static final Pattern PACKAGE = Pattern.compile("(?m)^package ([\\w.]+);");
    private static final List<String> MODULES = List.of("proto", "worker/task", "worker", "supervisor");

    /** Of the type, or the package; those of members are indented. */
    private static final Pattern COMMENT = Pattern.compile("(?m)^/\\*\\*");
    private static final List<Path> UNEXPLAINED = new ArrayList<>();

    /** By package: what it imports. */
    private static final Map<String, Set<String>> IMPORTS = new TreeMap<>();

    @BeforeAll
    static void read() throws IOException {
        for (String module : MODULES) {
            try (Stream<Path> files = Files.walk(Path.of("..", module, "src", "main", "java"))) {
                for (Path file : files.filter(path -> path.toString().endsWith(".java")).toList()) {
                    String source = Files.readString(file);
                    if (!COMMENT.matcher(source).find()) {
                        UNEXPLAINED.add(file);
                    }
                    Matcher name = PACKAGE.matcher(source);
                    assertTrue(name.find(), () -> file + " is in no package");
                    Set<String> imported = IMPORT.matcher(source).results().map(HouseTest::first).collect(Collectors.toSet());
                    imported.remove(name.group(1));
                    IMPORTS.computeIfAbsent(name.group(1), unused -> new TreeSet<>()).addAll(imported);
                }
            }
        }
        assertTrue(IMPORTS.size() > 20, () -> "sources not found: " + IMPORTS.keySet());
    }

    private static String first(MatchResult result) {
        return result.group(1);
    }

    @Test
    void theCoreSeesNothingButValues() {
        assertEquals(Set.of("io.drover.posix", "io.drover.proto", "io.drover.wire"), ours("io.drover.supervisor.core"));
        assertTrue(strangers("io.drover.supervisor.core").stream().allMatch("com.google.protobuf"::equals));
    }

    @Test
    void eachLibraryHasItsRoom() {
        assertEquals(Set.of("io.drover.posix"), whoImports("com.sun.jna"));
        assertEquals(
                Set.of("io.drover.supervisor.transport", "io.drover.worker", "io.drover.worker.slot", "zmq"),
                whoImports("org.zeromq", "zmq"));
        assertEquals(Set.of("io.drover.sqlite"), whoImports("org.sqlite"));
        assertEquals(Set.of("io.drover.sqlite", "io.drover.journal", "io.drover.flow.journal", "io.drover.records", "io.drover.serve"), whoImports("java.sql"));
        assertEquals(Set.of("io.drover.http"), whoImports("org.eclipse.jetty", "io.prometheus", "org.json"));
        assertEquals(Set.of("io.drover.cli.graph", "io.drover.cli.jobs", "io.drover.cli.toml"), whoImports("org.tomlj"));
        assertEquals(Set.of("io.drover.cli.steer"), whoImports("org.jline"));
        assertTrue(
                whoImports("picocli").stream().allMatch(name -> name.startsWith("io.drover.cli") || name.equals("io.drover.help")));
    }

    @Test
    void theEngineKnowsNobodyAboveIt() {
        List<String> wrong = edges((from, to) -> from.startsWith("io.drover.supervisor") && !isBelowTheFaces(to));
        assertEquals(List.of(), wrong);
    }

    /** Who prints follows it, as anybody may. */
    @Test
    void theEngineDoesNotPrint() {
        String output = "io.drover.supervisor.output";
        assertEquals(List.of(), edges((from, to) -> from.startsWith("io.drover.supervisor") && to.equals(output)));
    }

    @Test
    void theWorkerKnowsNoSupervisor() {
        List<String> wrong = edges((from, to) -> from.startsWith("io.drover.worker") && isOfTheSupervisor(to));
        assertEquals(List.of(), wrong);
        assertEquals(Set.of(), ours("io.drover.task"));
        assertEquals(Set.of("io.drover.task"), ours("io.drover.remote"));
        assertEquals(Set.of(), ours("io.drover.posix"));
    }

    @Test
    void theLanguageKnowsNoOptionsAndNoRecords() {
        List<String> wrong = edges((from, to) -> from.startsWith("io.drover.parallel")
                && !isBelowTheFaces(to)
                && !to.startsWith("io.drover.parallel"));
        assertEquals(List.of(), wrong);
    }

    @Test
    void noFaceKnowsAnother() {
        Set<String> faces = Set.of("io.drover.run", "io.drover.pool", "io.drover.flow", "io.drover.serve");
        assertEquals(List.of(), edges((from, to) -> faces.contains(from) && faces.contains(to)));
        assertEquals(List.of(), edges((from, to) -> to.startsWith("io.drover.serve.") && !from.startsWith("io.drover.serve") && !from.startsWith("io.drover.cli")));
        assertEquals(List.of(), edges((from, to) -> to.equals("io.drover.pool")));
    }

    @Test
    void everyTypeSaysWhatItIs() {
        assertEquals(List.of(), UNEXPLAINED);
    }

    @Test
    void nobodyKnowsTheCommandLine() {
        assertEquals(List.of(), edges((from, to) -> !isCommandLine(from) && isCommandLine(to)));
    }

    /** Not io.drover.client, which begins alike. */
    private static boolean isCommandLine(String name) {
        return (name + ".").startsWith("io.drover.cli.");
    }

    /** Goes from a package to what it imports until it meets itself. */
    @Test
    void noPackagesGoInACircle() {
        List<String> circles = new ArrayList<>();
        for (String start : IMPORTS.keySet()) {
            Set<String> reached = new TreeSet<>();
            List<String> next = new ArrayList<>(ours(start));
            while (!next.isEmpty()) {
                String name = next.remove(next.size() - 1);
                if (reached.add(name)) {
                    next.addAll(ours(name));
                }
            }
            if (reached.contains(start)) {
                circles.add(start);
            }
        }
        assertEquals(List.of(), circles);
    }

    private static boolean isBelowTheFaces(String name) {
        return name.startsWith("io.drover.supervisor") || !isOfTheSupervisor(name);
    }

    private static boolean isOfTheSupervisor(String name) {
        return !Set.of("io.drover.posix", "io.drover.proto", "io.drover.wire", "io.drover.task").contains(name)
                && !name.startsWith("io.drover.worker");
    }

    private interface Edge {
        boolean test(String from, String to);
    }

    private static List<String> edges(Edge wanted) {
        List<String> found = new ArrayList<>();
        IMPORTS.keySet().forEach(from -> ours(from).stream()
                .filter(to -> wanted.test(from, to))
                .forEach(to -> found.add(from + " -> " + to)));
        return found;
    }

    private static Set<String> ours(String from) {
        return IMPORTS.getOrDefault(from, Set.of()).stream()
                .filter(name -> name.startsWith("io.drover."))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> strangers(String from) {
        return IMPORTS.get(from).stream()
                .filter(name -> !name.startsWith("io.drover.") && !name.startsWith("java."))
                .collect(Collectors.toSet());
    }

    private static Set<String> whoImports(String... libraries) {
        return IMPORTS.keySet().stream()
                .filter(name -> IMPORTS.get(name).stream()
                        .anyMatch(imported -> Stream.of(libraries).anyMatch(imported::startsWith)))
                .collect(Collectors.toSet());
    }
}
