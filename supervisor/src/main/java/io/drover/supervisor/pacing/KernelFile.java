package io.drover.supervisor.pacing;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;

/** Where the text of a file of /proc comes from. */
@FunctionalInterface
interface KernelFile {
    String read() throws IOException;

    static KernelFile at(String path) {
        return () -> Files.readString(Path.of(path), StandardCharsets.US_ASCII);
    }

    /** The number after {@code name} in {@code text}, whose lines are a name, blanks and a number. */
    static OptionalLong number(String text, String name) {
        return text.lines()
                .filter(line -> line.startsWith(name))
                .map(line -> line.substring(name.length()).strip().split("\\s+", 2)[0])
                .filter(word -> word.matches("\\d{1,18}"))
                .mapToLong(Long::parseLong)
                .findFirst();
    }

    /** The same where the number has to be there. */
    static long required(String text, String name, String file) throws IOException {
        return number(text, name).orElseThrow(() -> new IOException("no " + name.strip() + " in " + file));
    }
}
