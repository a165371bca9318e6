package io.drover.doctor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArchiveCheckTest {
    @TempDir
    Path cache;

    @Test
    void anArchiveThatIsThereIsFine() throws IOException {
        Path archive = Files.createFile(cache.resolve("worker.jsa"));
        Finding finding = ArchiveCheck.examine("-Xlog:cds*=off -XX:SharedArchiveFile=" + archive, null);
        assertEquals(Finding.ok("starts are fast by " + cache), finding);
    }

    @Test
    void otherwiseStartsAreSlowForAReason() {
        assertTrue(ArchiveCheck.examine(null, null).advice().contains("scripts/drover"));
        assertTrue(ArchiveCheck.examine("", "1").what().contains("DROVER_NO_CACHE"));
        assertTrue(ArchiveCheck.examine("-XX:AOTCache=/gone/away", null).advice().contains("DROVER_CACHE"));
    }
}
