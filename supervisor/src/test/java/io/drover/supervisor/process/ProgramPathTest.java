package io.drover.supervisor.process;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProgramPathTest {
    @TempDir
    Path directory;

    private String file(String name) throws IOException {
        Path file = directory.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.createFile(file).toString();
    }

    @Test
    void modulesComeFirstEachByItself() throws IOException {
        String one = file("mods/b.jar");
        String other = file("mods/a.jar");
        file("mods/notes.txt");
        file("mods/open/module-info.class");
        file("single/module-info.class");
        String jar = file("c.jar");
        String mods = directory.resolve("mods").toString();
        String open = directory.resolve("mods/open").toString();
        String single = directory.resolve("single").toString();
        assertEquals(
                List.of(other, one, open, jar, single, "x.jar", "y"),
                ProgramPath.entries(mods + ":" + jar + ":" + single, "x.jar:y"));
        assertEquals(List.of(jar), ProgramPath.entries(jar, ""));
    }

    @Test
    void aProgramWithoutModulesHasItsClassPath() {
        assertEquals(System.getProperty("java.class.path"), ProgramPath.joined());
    }
}
