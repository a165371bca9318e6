package io.drover.posix;

/** How a process ended: by itself or by a signal. Never one number for both. */
public sealed interface ExitStatus {

    record Exited(int code) implements ExitStatus {
        @Override
        public String toString() {
            return "exit " + code;
        }
    }

    record Signaled(int signal) implements ExitStatus {
        @Override
        public String toString() {
            return Signal.nameOf(signal);
        }
    }

    /** Decodes the status word of wait4(2). */
    static ExitStatus ofWaitStatus(int status) {
        int signal = status & 0x7f;
        return signal == 0 ? new Exited((status >> 8) & 0xff) : new Signaled(signal);
    }
}
