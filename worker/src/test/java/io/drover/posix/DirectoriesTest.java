package io.drover.posix;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DirectoriesTest {
    @TempDir
    private Path folder;

    @Test
    void missingParentsAreMade() {
        Directories.make(bytes(folder + "/a//b/c d/"));
        Directories.make(bytes(folder + "/a/b/c d"));
        assertTrue(Files.isDirectory(folder.resolve("a/b/c d")));
    }

    @Test
    void dotsAreNoNames() {
        assertEquals("/a/b\u00e4/c", new String(Directories.normalized(bytes("/./a//x/../b\u00e4/./c/")), StandardCharsets.UTF_8));
        assertEquals("/", new String(Directories.normalized(bytes("/../.")), StandardCharsets.UTF_8));
        assertEquals(0, Directories.normalized(new byte[0]).length);
    }

    @Test
    void oneThatCannotBeMadeIsNamed() throws IOException {
        Files.createFile(folder.resolve("file"));
        PosixException failure =
                assertThrows(PosixException.class, () -> Directories.make(bytes(folder + "/file/a")));
        assertEquals("mkdir " + folder + "/file/a: Not a directory", failure.getMessage());
        assertThrows(PosixException.class, () -> Directories.make(new byte[0]));
    }

    @Test
    void aTreeIsRemovedButNotWhereItsLinksLead() throws IOException {
        Path kept = Files.createDirectories(folder.resolve("kept"));
        Files.createFile(kept.resolve("file"));
        Path tree = Files.createDirectories(folder.resolve("tree/below/deep")).getParent().getParent();
        Files.createFile(tree.resolve("below/file"));
        Files.createSymbolicLink(tree.resolve("link"), kept);
        Directories.removeTree(bytes(tree.toString()));
        Directories.removeTree(bytes(tree.toString()));
        assertFalse(Files.exists(tree));
        assertTrue(Files.exists(kept.resolve("file")));
    }

    private static byte[] bytes(String path) {
        return path.getBytes(StandardCharsets.UTF_8);
    }
}
