package io.drover.cli.words;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.drover.parallel.text.UsageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JobsTest {
    @Test
    void aNumberStays() {
        Jobs jobs = Jobs.parse("50%", 8);
        assertEquals(4, jobs.tasks());
        assertEquals(4, jobs.most());
        assertTrue(jobs.fixed());
    }

    @Test
    void oneThatAdaptsDoesNot() {
        Jobs jobs = Jobs.parse("50%auto", 8);
        assertEquals(4, jobs.tasks());
        assertTrue(jobs.yielding());
        assertFalse(jobs.fixed());
        assertThrows(UsageException.class, () -> Jobs.parse("auto", 8));
    }

    @Test
    void aFileMaySayMoreLater(@TempDir Path directory) throws IOException {
        Path file = Files.writeString(directory.resolve("jobs"), "3\n");
        Jobs jobs = Jobs.parse(file.toString(), 8);
        assertEquals(3, jobs.tasks());
        assertEquals(JobCount.MOST, jobs.most());
        assertFalse(jobs.fixed());
        assertThrows(UsageException.class, () -> Jobs.parse(file + "x", 8));
    }
}
