package io.drover.worker.command;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CommandLineTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '#',
            value = {
                "ls                    ~ <ls>",
                "gzip -9 a/b.txt       ~ <gzip><-9><a/b.txt>",
                "#  ls \t -l  #        ~ <ls><-l>",
                "/bin/ls               ~ </bin/ls>",
                "a 'b c' d             ~ <a><b c><d>",
                "a 'b'\"c\"d           ~ <a><bcd>",
                "a ''                  ~ <a><>",
                "a \"\" b              ~ <a><><b>",
                "a '$HOME * ` \\'      ~ <a><$HOME * ` \\>",
                "a \"x * ; y\"         ~ <a><x * ; y>",
                "a \"it's\"            ~ <a><it's>",
                "a 'say \"x\"'         ~ <a><say \"x\">",
                "a \\$x \\  b          ~ <a><$x>< ><b>",
                "a b\\'c               ~ <a><b'c>",
                "a x=1                 ~ <a><x=1>",
                "a +1 -2 50% x@y,z     ~ <a><+1><-2><50%><x@y,z>",
                "echo hello 'two  w'   ~ <echo><hello><two  w>",
            })
    void splitsWhatTheShellWouldOnlySplit(String line, String words) {
        assertEquals(words, words(line));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "", "   ", "\t", "''", "a | b", "a; b", "a && b", "a & ", "a > b", "a < b", "a 2>&1", "a $x", "a ${x}",
                "a $(b)", "a `b`", "a \"$x\"", "a \"`b`\"", "a \"\\n\"", "a *", "a ?", "a [x]", "a {1,2}", "a ~", "~/a",
                "(a)", "{ a; }", "! a", "a #b", "a 'b", "a \"b", "a\nb", "a \\\nb", "a \\", "x=1 a", "x=1", "cd /",
                "exec a", "if a", "time a", ". a", "printf x", "test a", "kill 1", "env", "printenv PATH", "[ a ]",
                "echo -n a", "echo a -e", "echo 'a\\nb'", "gr\u00fcn a", "'if' a", "a ^ b", "a\0b", "a 'b\0c'",
            })
    void leavesTheRestToTheShell(String line) {
        assertEquals("needs shell", words(line));
    }

    @Test
    void bytesThatAreNotUtf8PassUnchanged() {
        byte[] line = {'a', ' ', (byte) 0xff, (byte) 0xc3};
        List<byte[]> words = CommandLine.words(line);
        assertArrayEquals(new byte[] {(byte) 0xff, (byte) 0xc3}, words.get(1));
    }

    private static String words(String line) {
        List<byte[]> words = CommandLine.words(line.getBytes(StandardCharsets.UTF_8));
        return words.isEmpty()
                ? "needs shell"
                : words.stream().map(word -> "<" + new String(word, StandardCharsets.UTF_8) + ">").collect(Collectors.joining());
    }
}
