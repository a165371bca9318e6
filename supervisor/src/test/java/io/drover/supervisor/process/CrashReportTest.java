package io.drover.supervisor.process;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class CrashReportTest {
    private static final String HEAD = "said before\n#\n# A fatal error has been detected by the Java Runtime Environment:\n#\n";

    @Test
    void aSignalIsToldWithItsFrame() {
        String log = HEAD + """
                #  SIGSEGV (0xb) at pc=0x00007f625a89cf14 (sent by kill), pid=19553, tid=19553
                #
                # JRE version: OpenJDK Runtime Environment (17.0.15+6) (build 17.0.15+6-Debian-1deb12u1)
                # Java VM: OpenJDK 64-Bit Server VM (17.0.15+6-Debian-1deb12u1, mixed mode, serial gc, linux-amd64)
                # Problematic frame:
                # C  [libc.so.6+0x85f14]
                #
                # If you would like to submit a bug report, please visit:
                """;
        assertEquals(
                Optional.of("SIGSEGV (0xb) at pc=0x00007f625a89cf14 (sent by kill), pid=19553, tid=19553, in C  [libc.so.6+0x85f14]"),
                CrashReport.in(log));
    }

    @Test
    void anErrorOfTheJvmItselfHasNone() {
        String log = HEAD + "#  Internal Error (g1.cpp:12), pid=1, tid=2\n#  fatal error: oops\n#\n# JRE version: 17\n";
        assertEquals(Optional.of("Internal Error (g1.cpp:12), pid=1, tid=2"), CrashReport.in(log));
    }

    @Test
    void missingMemoryIsToldAndOtherLogsHaveNoCrash() {
        String log = "#\n# There is insufficient memory for the Java Runtime Environment to continue.\n"
                + "# Native memory allocation (mmap) failed to map 65536 bytes for committing reserved memory.\n#\n";
        assertEquals(
                Optional.of("Native memory allocation (mmap) failed to map 65536 bytes for committing reserved memory."),
                CrashReport.in(log));
        assertEquals(Optional.empty(), CrashReport.in("# a comment\nTerminating due to java.lang.OutOfMemoryError: Java heap space\n"));
    }
}
