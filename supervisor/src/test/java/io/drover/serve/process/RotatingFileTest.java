package io.drover.serve.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.ByteString;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files of what processes print, and the last of it. */
class RotatingFileTest {
    @TempDir
    private Path directory;

    private void write(RotatingFile file, String text) throws IOException {
        file.write(ByteString.copyFromUtf8(text));
    }

    /** The newest first. */
    private List<String> files() throws IOException {
        try (Stream<Path> files = Files.list(directory.resolve("logs"))) {
            List<String> texts = new ArrayList<>();
            for (Path file : files.sorted().toList()) {
                texts.add(file.getFileName() + " " + Files.readString(file));
            }
            return texts;
        }
    }

    @Test
    void itBeginsAnewBetweenLinesAndKeepsAFew() throws IOException {
        RotatingFile file = new RotatingFile(directory.resolve("logs/log"), 10, 2);
        write(file, "one\ntwo\nthr");
        assertEquals(List.of("log thr", "log.1 one\ntwo\n"), files());
        write(file, "ee is long\nfive\nsix\n");
        assertEquals(List.of("log five\nsix\n", "log.1 three is long\n", "log.2 one\ntwo\n"), files());
        file.close();
    }

    @Test
    void aLineThatIsTooLongHasAFileAlmostOfItsOwn() throws IOException {
        RotatingFile file = new RotatingFile(directory.resolve("logs/log"), 10, 3);
        write(file, "a\n");
        write(file, "123456789012345\nb\n");
        assertEquals(List.of("log b\n", "log.1 123456789012345\n", "log.2 a\n"), files());
        file.close();
    }

    @Test
    void whatIsThereIsGoneOnWithAndAnotherNameIsTaken() throws IOException {
        RotatingFile file = new RotatingFile(directory.resolve("logs/log"), 100, 0);
        write(file, "one\n");
        file.close();
        write(file, "two\n");
        Files.move(directory.resolve("logs/log"), directory.resolve("logs/old"));
        write(file, "three\n");
        file.close();
        write(file, "four\n");
        assertEquals(List.of("log four\n", "old one\ntwo\nthree\n"), files());
        file.close();
    }

    @Test
    void whatIsNoFileIsWrittenAsItIs() throws IOException {
        Files.createDirectory(directory.resolve("logs"));
        Files.createSymbolicLink(directory.resolve("logs/link"), directory.resolve("logs/target"));
        RotatingFile file = new RotatingFile(directory.resolve("logs/link"), 5, 2);
        write(file, "one\ntwo\n");
        write(file, "three\n");
        file.close();
        assertEquals("one\ntwo\nthree\n", Files.readString(directory.resolve("logs/target")));
        RotatingFile full = new RotatingFile(Path.of("/dev/full"), 5, 2);
        assertThrows(IOException.class, () -> write(full, "one\n"));
        full.close();
    }

    @Test
    void nothingIsLostAndNoFileIsMuchTooLarge() throws IOException {
        Random random = new Random(3);
        RotatingFile file = new RotatingFile(directory.resolve("logs/log"), 50, 500);
        StringBuilder all = new StringBuilder();
        for (int i = 0; i < 500; i++) {
            StringBuilder part = new StringBuilder();
            int length = random.nextInt(60);
            for (int j = 0; j < length; j++) {
                part.append(random.nextInt(12) == 0 ? '\n' : (char) ('a' + random.nextInt(26)));
            }
            write(file, part.toString());
            all.append(part);
        }
        file.close();
        StringBuilder found = new StringBuilder(Files.readString(directory.resolve("logs/log")));
        for (int i = 1; Files.exists(directory.resolve("logs/log." + i)); i++) {
            String text = Files.readString(directory.resolve("logs/log." + i));
            assertTrue(text.length() <= 150, () -> text.length() + " bytes");
            found.insert(0, text);
        }
        assertEquals(all.toString(), found.toString());
    }

    @Test
    void theLastIsKept() {
        Tail tail = new Tail();
        StringBuilder all = new StringBuilder();
        Random random = new Random(1);
        for (int i = 0; i < 200; i++) {
            String part = "x".repeat(random.nextInt(2000)) + i + "\n";
            all.append(part);
            tail.add(ByteString.copyFromUtf8(part));
            assertEquals(all.length(), tail.total());
            assertEquals(all.substring(Math.max(0, all.length() - (64 << 10))), tail.from(0).toStringUtf8());
            assertEquals(part, tail.from(all.length() - part.length()).toStringUtf8());
        }
        tail.add(ByteString.copyFromUtf8("y".repeat(200_000) + "\nz"));
        assertEquals("z", tail.lines(1).get(0));
        assertEquals(64 << 10, tail.from(0).size());
        assertEquals("", tail.from(Long.MAX_VALUE).toStringUtf8());
        assertEquals(64 << 10, tail.from(-5).size());
    }
}
