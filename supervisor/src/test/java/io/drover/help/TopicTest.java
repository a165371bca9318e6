package io.drover.help;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every topic there is. */
class TopicTest {
    private static List<Topic> all() {
        return Topic.all();
    }

    @Test
    void allFilesAreListed() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("src/main/resources/io/drover/help"))) {
            assertEquals(
                    files.map(file -> file.getFileName().toString()).sorted().toList(),
                    Topic.names().stream().map(name -> name + ".md").sorted().toList());
        }
    }

    @ParameterizedTest
    @MethodSource("all")
    void fitsAScreenAndAListOf80Columns(Topic topic) {
        TopicText.of(topic, 80, Style.PLAIN).lines().forEach(line -> assertTrue(line.length() <= 80, line));
        String list = HelpText.of(Example.manual(), List.of(topic), 80, Style.PLAIN);
        assertEquals(1, list.lines().filter(line -> line.matches("  " + topic.name() + " +[A-Z].*\\.")).count(), list);
    }

    @ParameterizedTest
    @MethodSource("all")
    void everyWordOfItIsShown(Topic topic) {
        String source = topic.lines().stream().filter(line -> !line.startsWith("```")).collect(Collectors.joining(" "));
        String shown = TopicText.of(topic, 80, Style.PLAIN);
        assertEquals(words(source), words(shown.substring(shown.indexOf('\n'))));
    }

    /** Sorted, for tables have them in another order. */
    private static List<String> words(String text) {
        return Pattern.compile("\\w+").matcher(text).results().map(MatchResult::group).sorted().toList();
    }
}
