package examples;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GuideTest {
    @TempDir
    Path directory;

    @Test
    void everyFileCompiles() throws Exception {
        Guide.compile(directory);
        assertTrue(Guide.files().size() >= 3, "files not found");
    }
}
