package io.drover.it;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A test that starts the product: afterwards no process and no file of it may be left. */
@Timeout(value = 300, unit = TimeUnit.SECONDS)
abstract class InSandbox {
    @TempDir
    Path directory;

    Sandbox sandbox;

    @BeforeEach
    void openSandbox() {
        sandbox = new Sandbox(directory);
    }

    @AfterEach
    void nothingIsLeft() {
        try {
            sandbox.awaitNobodyLeft();
            assertEquals(List.of(), sandbox.leftFiles(), "files left in the temporary directory");
        } finally {
            sandbox.clear();
        }
    }

    static String numbers(int last) {
        StringBuilder lines = new StringBuilder(8 * last);
        for (int i = 1; i <= last; i++) {
            lines.append(i).append('\n');
        }
        return lines.toString();
    }
}
