package io.drover.supervisor.input;

import io.drover.supervisor.core.SlotText;
import io.drover.supervisor.core.TaskFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Makes the files that tasks find written. Confined to one thread. */
final class WrittenFiles {
    private record Pair(Template name, Template content, boolean temporary) {}

    private final List<Pair> pairs;

    private WrittenFiles(List<Pair> pairs) {
        this.pairs = pairs;
    }

    /** @throws IOException when one cannot be read; the message names it */
    static WrittenFiles read(TemplateParser parser, List<FileTemplate> files) throws IOException {
        List<Pair> pairs = new ArrayList<>();
        for (FileTemplate file : files) {
            pairs.add(new Pair(parser.tag(file.name()), parser.tag(content(file.source())), file.temporary()));
        }
        return new WrittenFiles(pairs);
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

    boolean needTotal() {
        return pairs.stream().anyMatch(pair -> pair.name.needsTotal() || pair.content.needsTotal());
    }

    List<TaskFile> of(byte[][] arguments, TaskNumber number) {
        if (pairs.isEmpty()) {
            return List.of();
        }
        return pairs.stream()
                .map(pair -> new TaskFile(
                        text(pair.name, arguments, number), text(pair.content, arguments, number), pair.temporary))
                .toList();
    }

    private static SlotText text(Template template, byte[][] arguments, TaskNumber number) {
        Composer composer = Composer.ofText(template);
        byte[] text = composer.compose(arguments, number);
        return new SlotText(text, composer.slots());
    }
}
