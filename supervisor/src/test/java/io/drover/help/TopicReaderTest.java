package io.drover.help;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The part of Markdown that topics are written in, on the terminal and as the source of a manual page. */
class TopicReaderTest {
    private static final Topic HERDS = Topic.of("herds", """
            # Herds

            What a herd is. It has `--size N`
            or *more*.

            ## How many

            - one `-`
              or two
            - three

            ```sh
            herd 'a  b' | count   # .5

            .dot
            ```

            | size | what it is \\| means |
            | --- | --- |
            | small | the `a \\| b` |
            | large and larger | everything else that has more animals than a small one, sheep included |

            | name | type | meaning |
            | --- | --- | --- |
            | `sheep` | integer | how many of them there are at the time |
            | `goat` | string | a name |
            """);

    @Test
    void hasATitleAndASummary() {
        assertEquals("Herds", HERDS.title());
        assertEquals("What a herd is", HERDS.summary());
    }

    @Test
    void onATerminal() {
        assertEquals(
                """
                Herds

                What a herd is. It has --size N or more.

                How many

                - one - or two
                - three

                    herd 'a  b' | count   # .5

                    .dot

                  size              what it is | means
                  small             the a | b
                  large and larger  everything else that has
                                    more animals than a small
                                    one, sheep included

                  name   type     meaning
                  sheep  integer  how many of them there are at
                                  the time
                  goat   string   a name
                """,
                TopicText.of(HERDS, 48, Style.PLAIN));
    }

    @Test
    void headingsAndHeadsOfTablesAreEmphasised() {
        String text = TopicText.of(HERDS, 80, Style.COLOURED);
        assertTrue(text.startsWith("\u001b[1mHerds\u001b[0m\n"), text);
        assertTrue(text.contains("\n\u001b[1mHow many\u001b[0m\n"), text);
        assertTrue(text.contains("\n\u001b[1m  name   type     meaning\u001b[0m\n"), text);
    }

    @Test
    void inAManualPage() {
        Roff page = new Roff("herd", "1.0", "2026-11-20");
        HERDS.putInto(page);
        assertEquals(
                """
                '\\" t
                .TH HERD 1 "2026-11-20" "herd 1.0" "User Commands"
                .if n .pl 9999v
                .PP
                What a herd is. It has \\fB\\-\\-size N\\fR or \\fImore\\fR.
                .SS "How many"
                .IP \\(bu 2
                one \\fB\\-\\fR or two
                .IP \\(bu 2
                three
                .PP
                .RS 2
                .nf
                herd \\(aqa  b\\(aq | count   # .5

                \\&.dot
                .fi
                .RE
                .TP
                small
                the \\fBa | b\\fR
                .TP
                large and larger
                everything else that has more animals than a small one, sheep included
                .PP
                .TS
                lbw(5n) lbw(7n) lbx
                lw(5n) lw(7n) lx.
                T{
                .ad l
                .nh
                name
                T}\tT{
                """,
                page.text().lines().limit(33).collect(Collectors.joining("\n", "", "\n")));
        assertTrue(page.text().endsWith("\n.ad l\n.nh\na name\nT}\n.TE\n"), page.text());
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "### deeper", "a **strong** word", "a [link](x.md)", "1. one", "* star", "> quote", "    indented", "text\n- list",
        "text\n| a |", "`open", "a\\|b", "<b>", "&amp;", "| a |", "| a |\n| b |", "| a | b |\n| --- |",
        "| a |\n| --- |\n| b | c |", "| a |\n| --- |\n|b|", "```sh\nno end", "text\n===", "---", "not 7 bit \u2026"})
    void allElseIsRefused(String text) {
        Topic topic = new Topic("odd", "Odd", List.of(text.split("\n")));
        assertThrows(IllegalArgumentException.class, () -> TopicText.of(topic, 80, Style.PLAIN));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Title\n\ntext", "# Title", "# Title\ntext\n"})
    void aTopicHasATitle(String text) {
        assertThrows(IllegalArgumentException.class, () -> Topic.of("odd", text));
    }
}
