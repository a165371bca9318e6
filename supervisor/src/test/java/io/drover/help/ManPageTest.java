package io.drover.help;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ManPageTest {
    private final String page = ManPage.of(Example.manual(), List.of(), "1.0-beta", "2026-11-20");

    @ParameterizedTest
    @CsvSource(quoteCharacter = '|', value = {
        "--dry-run; \\-\\-dry\\-run", "back\\slash; back\\eslash", "'{}'; \\(aq{}\\(aq", "\"x\"; \\(dqx\\(dq",
        "`^~; \\(ga\\(ha\\(ti", "50% [a.b]; 50% [a.b]"}, delimiter = ';')
    void charactersAreTheseAndNoOthers(String text, String roff) {
        assertEquals(roff, Roff.escaped(text));
    }

    @Test
    void hasTitleNameAndSynopsis() {
        assertEquals(
                List.of(
                        "'\\\" t",
                        ".TH HERD 1 \"2026-11-20\" \"herd 1.0\\-beta\" \"User Commands\"",
                        ".if n .pl 9999v",
                        ".SH \"NAME\"",
                        "herd \\- keeps a herd",
                        ".SH \"SYNOPSIS\"",
                        ".nf",
                        "herd run [OPTIONS] COMMAND",
                        ".fi"),
                page.lines().limit(9).toList());
    }

    @Test
    void eachTopicIsASection() {
        assertTrue(page.contains(".SH \"HERD RUN\"\nRuns \\(aqit\\(aq, back\\eslash and all.\n"), page);
        assertTrue(page.contains(".SS \"Where it goes\"\n.TP\n\\fB\\-\\-dry\\-run, \\-\\-dryrun\\fR\nPrint, don\\(aqt"), page);
        assertTrue(page.contains(".SS \"Examples\"\n.nf\nherd run \\-j 2 \\(aqecho {}\\(aq\n.fi\n"), page);
    }

    @Test
    void aTopicIsASectionBehindTheCommands() {
        Topic topic = Topic.of("sheep", "# All sheep\n\nThere are `many`.\n");
        String text = ManPage.of(Example.manual(), List.of(topic), "1.0", "2026-11-20");
        assertTrue(text.contains("\n.SH \"ALL SHEEP\"\nThere are \\fBmany\\fR.\n.SH \"SEE ALSO\"\n"), text);
    }

    @Test
    void textThatStartsWithADotIsNoRequest() {
        assertTrue(page.contains("\n\\&.dots first; \\en too.\n"), page);
    }

    @Test
    void linesAreShort() {
        page.lines().forEach(line -> assertFalse(line.length() > 80, line));
    }
}
