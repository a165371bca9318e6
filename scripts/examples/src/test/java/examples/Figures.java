package examples;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Locale;

/** What was measured, for scripts/bench: a name and a number in each line. */
public final class Figures {
    private static final Path FILE = Path.of(System.getProperty("examples.figures", "target/figures"));

    private Figures() {}

    /** One more. */
    public static synchronized void add(String name, double number) throws IOException {
        String line = String.format(Locale.ROOT, "%s %.3f%n", name, number);
        Files.writeString(FILE, line, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    /** {@return how long a program takes, in seconds} */
    public static double took(Path directory, String line, int status) throws IOException, InterruptedException {
        long begin = System.nanoTime();
        try (Program program = new Program(directory, line)) {
            program.finish(status);
        }
        return (System.nanoTime() - begin) / 1e9;
    }
}
