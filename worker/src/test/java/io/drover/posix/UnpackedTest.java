package io.drover.posix;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UnpackedTest {
    @TempDir
    private Path directory;

    private void permissions(Path path, String permissions) throws IOException {
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(permissions));
    }

    @Test
    void whatOthersCanChangeIsNoPlace() throws IOException {
        Path real = directory.toRealPath();
        Path below = Files.createDirectories(real.resolve("shared/below"));
        Unpacked.checkNobodyElseCanChange(below);
        permissions(real.resolve("shared"), "rwxrwxrwx");
        assertEquals(real.resolve("shared") + " can be changed by others",
                assertThrows(IOException.class, () -> Unpacked.checkNobodyElseCanChange(below)).getMessage());
        assertThrows(IOException.class, () -> Unpacked.checkNobodyElseCanChange(below.getParent()));
        // As /tmp is.
        Files.setAttribute(real.resolve("shared"), "unix:mode", 01777);
        Unpacked.checkNobodyElseCanChange(below);
    }

    @Test
    void aLibraryIsThereOnlyForWhomHasUseForIt() throws Exception {
        // One that nobody here calls: of a second JNA, the JVM would take what it has not called yet.
        Path library = Path.of(System.getProperty("java.home"), "lib/librmi.so");
        Path classes = Path.of(UnpackedTest.class.getResource("/").toURI());
        Files.copy(library, classes.resolve("librmi.so"), StandardCopyOption.REPLACE_EXISTING);
        List<Path> used = new ArrayList<>();
        Unpacked.load("/librmi.so", place -> {
            used.add(place);
            assertTrue(Files.exists(place.resolve("librmi.so")));
            assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(place)));
        });
        assertEquals(1, used.size());
        assertTrue(Files.notExists(used.get(0)));
    }

    @Test
    void whatIsNotInTheJarIsSaid() {
        Exception failure = assertThrows(IOException.class, () -> Unpacked.load("/none.so", place -> {}));
        assertEquals("the jar has no /none.so for this machine", failure.getMessage());
    }
}
