package io.drover.it;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What calls in workers do that a test looks at: they make files. */
final class PoolSigns {
    private PoolSigns() {}

    static void sign(String file) {
        try {
            Files.createFile(Path.of(file));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Makes {@code begun}, and waits for {@code go}. An interrupt leaves {@code begun}.interrupted. */
    static int await(String begun, String go) {
        sign(begun);
        try {
            while (!Files.exists(Path.of(go))) {
                Thread.sleep(10);
            }
        } catch (InterruptedException e) {
            sign(begun + ".interrupted");
            throw new IllegalStateException(e);
        }
        return 1;
    }

    /** Makes {@code begun}-1, or the next one that is not there. Returns the number. */
    static int count(String begun) throws IOException {
        int number = 1;
        while (Files.exists(Path.of(begun + "-" + number))) {
            number++;
        }
        Files.createFile(Path.of(begun + "-" + number));
        return number;
    }
}
