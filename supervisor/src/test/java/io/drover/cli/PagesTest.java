package io.drover.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import io.drover.cli.options.UnsupportedOptions;
import io.drover.cli.words.ShellWords;
import io.drover.help.Manual;
import io.drover.help.Topic;
import io.drover.parallel.CommandLineSplitter;
import io.drover.parallel.text.UsageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** What README and the topics speak of is there. */
class PagesTest {
    private static final Path ROOT = Path.of("..");
    private static final Pattern OPTION = Pattern.compile("(?<![\\w-])--[a-z][a-z0-9-]*");
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)#]*)(?:#([^)]*))?\\)");
    /** Of the launcher, scripts and env_parallel, and those of other programs. */
    private static final Set<String> OTHERS = Set.of("--session", "--uninstall", "--outfile", "--all", "--every", "--plot", "--readme");

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

    /** Those in code, and the examples of help. */
    @Test
    void commandLinesAreUnderstood() throws IOException {
        List<String> lines = new ArrayList<>();
        pages().values().forEach(text -> lines.addAll(code(text)));
        Manual.of(Subcommand.model().getCommandSpec()).commands().values().forEach(command -> lines.addAll(command.examples()));
        int understood = 0;
        for (String line : lines) {
            Matcher call = Pattern.compile("(?:^|[^`\\w-])drover (run|retry|show|report) (.*)").matcher(line);
            if (call.find()) {
                understand(call.group(1), words(call.group(2)), line);
                understood++;
            }
        }
        assertTrue(understood > 15, lines::toString);
    }

    /** What is between fences, and what is indented by four. */
    private static List<String> code(String text) {
        List<String> code = new ArrayList<>();
        boolean inside = false;
        for (String line : text.split("\n")) {
            if (line.startsWith("```")) {
                inside = !inside;
            } else if (inside || line.startsWith("    ")) {
                code.add(line.strip());
            }
        }
        return code;
    }

    /** To the end of the command. */
    private static List<String> words(String line) {
        List<String> words = new ArrayList<>();
        for (String word : ShellWords.split(line)) {
            if (word.matches("[|#&].*")) {
                break;
            }
            words.add(word.replaceFirst(";$", ""));
            if (word.endsWith(";")) {
                break;
            }
        }
        return words;
    }

    private static void understand(String command, List<String> words, String line) {
        try {
            if (command.equals("run")) {
                RunCommand.countPresetOptions(CommandLineSplitter.split(words).words());
            } else {
                new CommandLine(Subcommand.model().getSubcommands().get(command).<Object>getCommand())
                        .parseArgs(words.toArray(String[]::new));
            }
        } catch (UsageException | CommandLine.ParameterException e) {
            fail(line + ": " + e.getMessage());
        }
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
