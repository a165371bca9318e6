package io.drover.parallel.template;

import io.drover.parallel.text.Bytes;
import io.drover.supervisor.core.SlotText;
import io.drover.supervisor.core.Surroundings;
import io.drover.supervisor.core.TaskFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Makes the files that tasks find written, and names the directories where they run. Confined to one thread. */
public final class SurroundingsTemplate {
    private record Pair(Template name, Template content, boolean temporary) {}

    private final List<Pair> pairs;
    /** Null where all tasks run in the same one. */
    private final TaskDirectories directories;

    private SurroundingsTemplate(List<Pair> pairs, TaskDirectories directories) {
        this.pairs = pairs;
        this.directories = directories;
    }

    /**
     * @param context whether words in the names of directories are repeated for each value
     * @throws IOException when a file cannot be read; the message names it
     */
    public static SurroundingsTemplate read(TemplateParser parser, TemplateConfig config, boolean context) throws IOException {
        List<Pair> pairs = new ArrayList<>();
        for (FileTemplate file : config.files()) {
            pairs.add(new Pair(parser.tag(file.name()), parser.tag(content(file.source())), file.temporary()));
        }
        return new SurroundingsTemplate(
                pairs, config.directory() == null ? null : new TaskDirectories(parser, config.directory(), context));
    }

    private static String content(String name) throws IOException {
        String readable = Bytes.readable(name);
        Path path = Path.of(readable);
        try {
            return Bytes.text(Files.readAllBytes(path));
        } catch (IOException e) {
            String reason = !Files.exists(path)
                    ? "No such file or directory"
                    : Files.isDirectory(path) ? "Is a directory" : "Permission denied";
            throw new IOException("cannot open " + readable + ": " + reason, e);
        }
    }

    public boolean needTotal() {
        return directories != null && directories.needTotal()
                || pairs.stream().anyMatch(pair -> pair.name.needsTotal() || pair.content.needsTotal());
    }

    public Surroundings of(byte[][] arguments, TaskNumber number) {
        if (pairs.isEmpty() && directories == null) {
            return Surroundings.COMMON;
        }
        List<TaskFile> files = pairs.stream()
                .map(pair -> new TaskFile(
                        text(pair.name, arguments, number), text(pair.content, arguments, number), pair.temporary))
                .toList();
        return new Surroundings(files, directories == null ? null : directories.of(arguments, number));
    }

    private static SlotText text(Template template, byte[][] arguments, TaskNumber number) {
        Composer composer = Composer.ofText(template);
        byte[] text = composer.compose(arguments, number);
        return new SlotText(text, composer.slots());
    }
}
