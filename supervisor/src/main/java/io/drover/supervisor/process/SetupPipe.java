package io.drover.supervisor.process;

import io.drover.posix.Descriptors;
import io.drover.posix.PosixException;

/**
 * The way of a setup into its worker, which alone has the read end: one that is longer than the pipe is read by it or by
 * nobody, and nobody means EPIPE. A worker that is dead by now shows it by its exit.
 */
final class SetupPipe {
    /** The kernel gives a pipe one page when the user has very many of them (pipe(7)). */
    private static final int FITS_A_PIPE = 4096;

    private SetupPipe() {}

    /** Returns at once, whether the worker reads or is stopped. */
    static void write(int pipe, byte[] setup) {
        if (setup.length <= FITS_A_PIPE) {
            writeAll(pipe, setup);
            return;
        }
        // A descriptor of its own: when the worker has ended the other is closed, and its number given to somebody else.
        int copy = Descriptors.duplicate(pipe, 0);
        Thread writer = new Thread(null, () -> {
            try {
                writeAll(copy, setup);
            } finally {
                Descriptors.close(copy);
            }
        }, "setup", 64 << 10);
        writer.setDaemon(true);
        writer.start();
    }

    private static void writeAll(int pipe, byte[] setup) {
        try {
            Descriptors.write(pipe, setup);
        } catch (PosixException e) {
            if (e.errno() != PosixException.EPIPE) {
                throw e;
            }
        }
    }
}
