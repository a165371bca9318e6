package io.drover.supervisor.pacing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WatchedFileTest {
    @TempDir
    private Path directory;

    private Path file;

    @BeforeEach
    void write() throws IOException {
        file = Files.writeString(directory.resolve("jobs"), "3\n");
    }

    private WatchedFile open() throws IOException {
        return new WatchedFile(
                file, text -> text.matches("\\d+") ? OptionalDouble.of(Integer.parseInt(text)) : OptionalDouble.empty());
    }

    @Test
    void followsTheFile() throws IOException {
        WatchedFile watched = open();
        assertEquals(3, watched.value());
        Files.writeString(file, "17");
        assertEquals(Optional.empty(), watched.refresh());
        assertEquals(17, watched.value());
    }

    @Test
    void whatSaysNothingChangesNothingAndIsToldOnce() throws IOException {
        WatchedFile watched = open();
        Files.writeString(file, "many");
        assertEquals(Optional.of(file + " has no number, going on with what it said before"), watched.refresh());
        assertEquals(Optional.empty(), watched.refresh());
        Files.delete(file);
        assertEquals(Optional.of("cannot read " + file + ", going on with what it said"), watched.refresh());
        assertEquals(Optional.empty(), watched.refresh());
        assertEquals(3, watched.value());
        Files.writeString(file, "4");
        assertEquals(Optional.empty(), watched.refresh());
        assertEquals(4, watched.value());
    }

    @Test
    void mustSaySomethingAtFirst() throws IOException {
        Files.writeString(file, "many");
        assertThrows(IOException.class, this::open);
        Files.delete(file);
        assertThrows(IOException.class, this::open);
    }
}
