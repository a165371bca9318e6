package io.drover.worker;

import java.io.IOException;
import java.io.InputStream;

/**
 * The pipe that ties this process to its supervisor: the supervisor alone holds the write end and never writes after
 * the setup. The end of the pipe means that the supervisor is gone, however it went.
 */
final class Lifeline {
    private Lifeline() {}

    /** Calls {@code onLost}, from a thread of its own, when the supervisor is gone. */
    static void watch(InputStream pipe, Runnable onLost) {
        Thread thread = new Thread(() -> {
            try {
                while (pipe.read() >= 0) {
                    // Nothing is ever sent; whatever it was, it is no end.
                }
            } catch (IOException e) {
                // A broken pipe is an end as well.
            }
            onLost.run();
        }, "lifeline");
        thread.setDaemon(true);
        thread.start();
    }
}
