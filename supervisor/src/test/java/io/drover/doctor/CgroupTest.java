package io.drover.doctor;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CgroupTest {
    @TempDir
    Path root;

    private void file(String name, String content) throws IOException {
        Path file = root.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, content + "\n");
    }

    @Test
    void theTightestGroupOnTheWayUpCounts() throws IOException {
        file("user/pids.max", "100");
        file("user/pids.current", "90");
        file("user/shell/pids.max", "50");
        file("user/shell/pids.current", "5");
        assertEquals(OptionalLong.of(10), new Cgroup(root, "0::/user/shell\n").freeTasks());
    }

    @Test
    void maxIsNoLimit() throws IOException {
        file("user/memory.max", "max");
        assertEquals(OptionalLong.empty(), new Cgroup(root, "0::/user\n").freeMemory());
    }

    @Test
    void version1HasADirectoryForEachController() throws IOException {
        file("memory/job/memory.limit_in_bytes", "1000");
        file("memory/job/memory.usage_in_bytes", "400");
        assertEquals(OptionalLong.of(600), new Cgroup(root, "5:devices:/\n4:memory:/job\n0::/\n").freeMemory());
    }

    @Test
    void inAContainerTheFilesAreAtTheTop() throws IOException {
        file("pids.max", "64");
        file("pids.current", "70");
        assertEquals(OptionalLong.of(0), new Cgroup(root, "0::/docker/4711\n").freeTasks());
    }

    @Test
    void withoutGroupsThereIsNoLimit() {
        assertEquals(OptionalLong.empty(), new Cgroup(root, "").freeTasks());
    }
}
