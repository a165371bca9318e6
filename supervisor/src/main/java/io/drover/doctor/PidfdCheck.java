package io.drover.doctor;

import io.drover.posix.Descriptors;
import io.drover.posix.Posix;

/** Descriptors for processes (pidfd_open(2)), which tell the end of a command. */
final class PidfdCheck implements Check {
    @Override
    public String name() {
        return "pidfd";
    }

    @Override
    public Finding examine() {
        int descriptor = Posix.pidDescriptor((int) ProcessHandle.current().pid());
        if (descriptor < 0) {
            return Finding.warn(
                    "not with kernel " + System.getProperty("os.version"), "works without; Linux 5.3 or newer has them");
        }
        Descriptors.close(descriptor);
        return Finding.ok("kernel " + System.getProperty("os.version"));
    }
}
