package io.drover.help;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class HelpTextTest {
    @Test
    void optionsComeByTopicThenExitStatusAndExamples() {
        assertEquals(
                """
                Usage: herd run [OPTIONS] COMMAND

                Runs 'it', back\\slash and all.

                Speed:
                  -j, --jobs N%         At a time: 50% or {%}; [all].

                Where it goes:
                  --dry-run             Print, don't "run".
                  -i, --replace[TEXT]   .dots first; \\n too.
                  --log FILE            Write it down.
                  --wd DIR              Go there.
                  --when soon|now       When. Or not.

                Other:
                  -h, --help            Show this.

                Exit status:
                  0                     good
                  255                   bad

                Examples:
                  herd run -j 2 'echo {}'
                """,
                HelpText.of(Example.run(), List.of(), 80, Style.PLAIN));
    }

    @Test
    void aCommandOfCommandsListsThem() {
        assertTrue(HelpText.of(Example.manual(), List.of(), 80, Style.PLAIN)
                .contains("Commands:\n  run                   Runs 'it', back\\slash and all.\n"));
    }

    @Test
    void breaksAtBlanks() {
        String text = HelpText.of(Example.run(), List.of(), 50, Style.PLAIN);
        assertTrue(text.contains("  -j, --jobs N%         At a time: 50% or {%};\n                        [all].\n"), text);
    }

    @Test
    void plainTextHasNoEscapes() {
        assertFalse(HelpText.of(Example.run(), List.of(), 80, Style.PLAIN).contains("\u001b"));
        assertTrue(HelpText.of(Example.run(), List.of(), 80, Style.COLOURED).contains("\u001b[1mSpeed:\u001b[0m"));
    }
}
