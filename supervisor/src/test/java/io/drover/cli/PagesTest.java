package io.drover.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.drover.cli.options.UnsupportedOptions;
import io.drover.help.Manual;
import io.drover.help.Topic;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** What README and the topics speak of is there. */
class PagesTest {
    private static final Path ROOT = Path.of("..");
    private static final Pattern OPTION = Pattern.compile("(?<![\\w-])--[a-z][a-z0-9-]*");
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)#]*)(?:#([^)]*))?\\)");
    /** Of the launcher, scripts and env_parallel, and those of other programs. */
    private static final Set<String> OTHERS = Set.of("--session", "--uninstall", "--outfile", "--all", "--every");

    private static Map<String, String> pages() throws IOException {
        Map<String, String> pages = new LinkedHashMap<>();
        pages.put("README.md", Files.readString(ROOT.resolve("README.md")));
        pages.put("scripts/README.md", Files.readString(ROOT.resolve("scripts/README.md")));
        Topic.all().forEach(topic -> pages.put(topic.name(), String.join("\n", topic.lines())));
        return pages;
    }

    /** With or without hyphens in it, as options may be given. */
    private static String plain(String option) {
        return option.replace("-", "");
    }

    @Test
    void optionsAreThereOrRefusedByName() throws IOException {
        Set<String> known = new TreeSet<>(OTHERS.stream().map(PagesTest::plain).toList());
        CommandLine drover = Subcommand.model();
        known.addAll(List.of("help", "version"));
        drover.getSubcommands().values().forEach(command -> {
            if (command.getCommandName().equals("drover run")) {
                UnsupportedOptions.refuse(command.getCommandSpec());
            }
            command.getCommandSpec().options().forEach(option -> List.of(option.names()).forEach(name -> known.add(plain(name))));
        });
        Map<String, Set<String>> unknown = new LinkedHashMap<>();
        pages().forEach((page, text) -> {
            Set<String> none = OPTION.matcher(text).results()
                    .map(MatchResult::group)
                    .filter(option -> !known.contains(plain(option)))
                    .collect(Collectors.toCollection(TreeSet::new));
            if (!none.isEmpty()) {
                unknown.put(page, none);
            }
        });
        assertEquals(Map.of(), unknown);
    }

    @Test
    void linksLeadSomewhere() throws IOException {
        for (String page : List.of("README.md", "scripts/README.md")) {
            Path file = ROOT.resolve(page);
            for (MatchResult link : LINK.matcher(Files.readString(file)).results().toList()) {
                Path target = link.group(1).isEmpty() ? file : file.resolveSibling(link.group(1));
                assertTrue(Files.isRegularFile(target), () -> page + ": " + link.group());
                if (link.group(2) != null) {
                    assertTrue(anchors(target).contains(link.group(2)), () -> page + ": " + link.group());
                }
            }
        }
    }

    private static Set<String> anchors(Path page) throws IOException {
        return Files.readAllLines(page).stream()
                .filter(line -> line.startsWith("#"))
                .map(line -> line.replaceFirst("^#+ ", "").toLowerCase(Locale.ROOT).replace(' ', '-'))
                .collect(Collectors.toSet());
    }

    /** What is for who changes the code. */
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
        try (Stream<Path> files = Stream.of("proto", "worker", "supervisor").flatMap(PagesTest::files)) {
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

    @Test
    void readmeKnowsAllTopics() throws IOException {
        String readme = Files.readString(ROOT.resolve("README.md"));
        Topic.names().forEach(name -> assertTrue(readme.contains("| [`" + name + "`](supervisor/"), name));
    }

    @Test
    void topicsThatAreNamedAreThere() throws IOException {
        Pattern topic = Pattern.compile("drover help ([a-z]+)");
        pages().forEach((page, text) -> topic.matcher(text).results().forEach(found -> assertTrue(
                Topic.names().contains(found.group(1)) || Subcommand.of(found.group(1)) != null,
                () -> page + ": " + found.group())));
    }
}
