package io.drover.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.drover.cli.options.InputOptions;
import io.drover.cli.options.PackingOptions;
import io.drover.cli.options.TemplateOptions;
import io.drover.parallel.CommandLineSplitter;
import io.drover.parallel.Inputs;
import io.drover.parallel.Tag;
import io.drover.parallel.TaskForm;
import io.drover.supervisor.TaskSource;
import io.drover.supervisor.core.TaskSpec;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine;

/** From the command line to the composed commands, compared with what GNU parallel makes of the same words. */
class InputTranscriptTest {
    private static final List<String> FILES_OF_TRANSCRIPTS = List.of(
            "combining", "reading", "packing", "quoting", "replacing", "tagging", "header", "plus", "perl", "clusters");
    private static final Map<String, String> FILES = Map.of("letters", "a\nb\n", "numbers", "1\n2\n3\n");

    @TempDir
    static Path directory;

    @Command
    static final class Options {
        @Mixin
        private InputOptions input;

        @Mixin
        private PackingOptions packing;

        @Mixin
        private TemplateOptions template;

        @Option(names = "-j")
        private int jobs = 2;

        @Option(names = "--tag")
        private boolean tag;

        @Option(names = "--tagstring")
        private String tagString;

        @Parameters
        private List<String> words = new ArrayList<>();

        TaskForm form() {
            return new TaskForm(true, jobs, tag(), false);
        }

        private Tag tag() {
            if (tag) {
                return Tag.VALUES;
            }
            return tagString == null ? null : new Tag(tagString);
        }
    }

    static Stream<Transcript> transcripts() throws IOException {
        List<Transcript> transcripts = new ArrayList<>();
        for (String name : FILES_OF_TRANSCRIPTS) {
            transcripts.addAll(Transcript.readAll(name));
        }
        return transcripts.stream();
    }

    @BeforeAll
    static void writeFiles() throws IOException {
        for (Map.Entry<String, String> file : FILES.entrySet()) {
            Files.writeString(directory.resolve(file.getKey()), file.getValue());
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("transcripts")
    void composesTheSameCommands(Transcript transcript) throws IOException {
        List<String> words = transcript.words().stream()
                .map(word -> FILES.containsKey(word) ? directory.resolve(word).toString() : word)
                .toList();

        assertEquals(transcript.output(), commands(words, transcript.input()));
    }

    static String commands(List<String> words, String input) throws IOException {
        CommandLineSplitter split = CommandLineSplitter.split(words);
        Options options = new Options();
        new CommandLine(options)
                .setStopAtPositional(true)
                .setExpandAtFiles(false)
                .setAbbreviatedOptionsAllowed(true)
                .parseArgs(split.words().toArray(String[]::new));
        InputStream in = new ByteArrayInputStream(input.getBytes(StandardCharsets.ISO_8859_1));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (TaskSource source = Inputs.open(
                options.input.config(options.packing.packing()),
                options.template.config(options.words),
                split.sources(),
                in,
                options.form(),
                warning -> {})) {
            List<TaskSpec> tasks = new ArrayList<>();
            while (source.read(tasks, 3)) {
                // Nothing: the list grows until the end.
            }
            tasks.forEach(task -> print(task, out));
        }
        return out.toString(StandardCharsets.ISO_8859_1);
    }

    private static void print(TaskSpec task, ByteArrayOutputStream out) {
        if (task.tag() != null) {
            out.writeBytes(task.taggedForSlot(1).tag());
            out.write('\t');
        }
        out.writeBytes(task.payloadForSlot(1));
        out.write('\n');
    }
}
