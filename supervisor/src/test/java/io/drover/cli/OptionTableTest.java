package io.drover.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Whoever changes options writes the table anew; how, scripts/README.md says. */
class OptionTableTest {
    private static final Path TABLE = Path.of("src/main/java/io/drover/cli/direct/OptionTable.java");

    @Test
    void isMadeOfTheAnnotations() throws IOException {
        String text = WrittenOptionTable.text();
        if (Boolean.getBoolean("drover.write")) {
            Files.writeString(TABLE, text);
        }
        assertEquals(text, Files.readString(TABLE), "see scripts/README.md, An option");
    }
}
