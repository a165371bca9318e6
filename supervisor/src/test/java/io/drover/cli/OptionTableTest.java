package io.drover.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.drover.cli.steer.SubmitCommand;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** Whoever changes options writes the table anew; how, scripts/README.md says. */
class OptionTableTest {
    private static final Path TABLES = Path.of("src/main/java/io/drover/cli/direct");

    @Test
    void thatOfARunIsMadeOfTheAnnotations() throws IOException {
        check(Picocli.ofRun(new RunCommand(List.of())), "a run", "OptionTable");
    }

    @Test
    void thatOfSubmitIsMadeOfTheAnnotations() throws IOException {
        check(Picocli.ofSubmit(new SubmitCommand(List.of())), "drover submit", "SubmitTable");
    }

    private static void check(CommandLine parser, String what, String name) throws IOException {
        Path table = TABLES.resolve(name + ".java");
        String text = WrittenOptionTable.text(parser.getCommandSpec(), what, name);
        if (Boolean.getBoolean("drover.write")) {
            Files.writeString(table, text);
        }
        assertEquals(text, Files.readString(table), "see scripts/README.md, An option");
    }
}
