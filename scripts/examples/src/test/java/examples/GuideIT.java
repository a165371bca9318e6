package examples;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What programs of the guide print is what the guide says. */
class GuideIT {
    private static final Map<String, String> PRINTED = Map.of(
            "Squares", "elsewhere: true\n[1, 4, 9, 16]\n",
            "Faults", "wrong: NumberFormatException\ndead: WorkerLostException\nendless: TaskTimeoutException\nfine: 42\n",
            "Digests", "7692c3ad 3fc4ccfe\n");

    @TempDir
    Path directory;

    @Test
    void everyProgramPrintsWhatIsSaid() throws Exception {
        Guide.compile(directory);
        assertEquals(PRINTED.keySet(), Guide.files().keySet());
        String page = Files.readString(Path.of("README.md"));
        for (Map.Entry<String, String> program : PRINTED.entrySet()) {
            program.getValue().lines().forEach(line -> assertEquals(true, page.contains(line), line));
            String line = "java -cp " + Guide.classPath() + ":" + directory + " " + program.getKey();
            try (Program started = new Program(directory, line)) {
                assertEquals(program.getValue(), started.finish(0));
            }
        }
    }
}
