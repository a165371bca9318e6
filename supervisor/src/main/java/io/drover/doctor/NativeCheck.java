package io.drover.doctor;

import io.drover.posix.ExitStatus;
import io.drover.posix.Posix;
import io.drover.posix.Spawner;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** JNA, the C library's newer functions, and that a process can be started. */
final class NativeCheck implements Check {
    @Override
    public String name() {
        return "system calls";
    }

    @Override
    public Finding examine() {
        try {
            byte[] shell = "/bin/sh".getBytes(StandardCharsets.US_ASCII);
            List<byte[]> argv = List.of(shell, "-c".getBytes(StandardCharsets.US_ASCII), "exit 7".getBytes(StandardCharsets.US_ASCII));
            int pid = new Spawner().spawn(new Spawner.Request(shell, argv, List.of(), 0, null, Spawner.Inherited.NOTHING, 0, 1, 2));
            ExitStatus status = Posix.await(pid).orElseThrow().status();
            if (!status.equals(new ExitStatus.Exited(7))) {
                return Finding.fail("/bin/sh -c 'exit 7' gave " + status, "is /bin/sh a shell?");
            }
            return Finding.ok("JNA is loaded, posix_spawn works");
        } catch (LinkageError e) {
            return Finding.fail(
                    "JNA cannot be loaded: " + e.getMessage(),
                    "glibc 2.34 or newer is needed, and a home or /tmp whose files may be executed");
        }
    }
}
