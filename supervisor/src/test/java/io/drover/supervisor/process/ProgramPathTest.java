package io.drover.supervisor.process;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
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
    void aProgramMayHaveBeenLoadedByAnother() throws IOException {
        String jar = file("a b.jar");
        String other = file("other.jar");
        URL[] first = {Path.of(jar).toUri().toURL(), new URL("http://localhost/no.jar"), directory.resolve("missing.jar").toUri().toURL()};
        String unquoted = file("c d.jar");
        URL[] second = {Path.of(other).toUri().toURL(), new URL("file:" + unquoted)};
        try (URLClassLoader parent = new URLClassLoader(first, null); URLClassLoader loader = new URLClassLoader(second, parent)) {
            assertEquals(List.of(jar, other, unquoted), ProgramPath.loadedBy(loader));
        }
        assertEquals(List.of(), ProgramPath.loadedBy(getClass().getClassLoader()));
    }

    @Test
    void aProgramWithoutModulesHasItsClassPath() {
        assertEquals(System.getProperty("java.class.path"), ProgramPath.joined());
    }
}
