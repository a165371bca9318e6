package io.drover.serve.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.drover.posix.ThisProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Control groups, in a directory that looks like theirs. */
class ControlGroupsTest {
    private static final Launch.Limits LIMITS = new Launch.Limits(1 << 20, 1.5, 0);

    @TempDir
    private Path mount;

    private ControlGroups groups(String membership, String members) throws IOException {
        Path own = Files.createDirectories(mount.resolve("system/etl.service"));
        Files.writeString(own.resolve("cgroup.controllers"), "cpuset cpu io memory pids\n");
        Files.writeString(own.resolve("cgroup.procs"), members);
        return new ControlGroups(mount, Files.writeString(mount.resolve("membership"), membership));
    }

    @Test
    void eachProcessWithLimitsHasOne() throws IOException {
        ControlGroups groups = groups("1:name=systemd:/\n0::/system/etl.service\n", ThisProcess.id() + "\n");
        Path own = mount.resolve("system/etl.service");
        assertNull(groups.make("free.1", new Launch.Limits(0, 0, 100)));
        assertEquals(own.resolve("web.1"), groups.make("web.1", LIMITS));
        assertEquals("1048576", Files.readString(own.resolve("web.1/memory.max")));
        assertEquals("150000 100000", Files.readString(own.resolve("web.1/cpu.max")));
        assertEquals(Integer.toString(ThisProcess.id()), Files.readString(own.resolve("drover/cgroup.procs")));
        assertEquals("+memory +cpu", Files.readString(own.resolve("cgroup.subtree_control")));
        groups.make("db.1", new Launch.Limits(0, 2, 0));
        assertEquals("max", Files.readString(own.resolve("db.1/memory.max")));
        assertEquals("", groups.obstacle());
    }

    @Test
    void thereAreNoneInAGroupOfOthers() throws IOException {
        ControlGroups groups = groups("0::/system/etl.service\n", "1\n");
        assertNull(groups.make("web.1", LIMITS));
        assertEquals("its control group has other processes in it, too", groups.obstacle());
    }

    @Test
    void thereAreNoneWithoutVersionTwo() throws IOException {
        ControlGroups groups = groups("4:memory:/x\n", "");
        assertNull(groups.make("web.1", LIMITS));
        assertTrue(groups.obstacle().startsWith("there are no control groups of version 2"), groups.obstacle());
    }
}
