package io.drover.parallel.blocks;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.drover.parallel.text.Bytes;
import io.drover.parallel.text.Escapes;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The expected blocks are what GNU parallel 20221122 gave to its jobs. Texts have {@code \n}; | is between blocks. */
class BlockReaderTest {
    @TempDir
    Path directory;

    private static final BlockConfig LINES =
            new BlockConfig(BlockConfig.DEFAULT_SIZE, 0, 0, new byte[] {'\n'}, new byte[0], false, false, null);

    @ParameterizedTest(name = "-N{0} --recend {1} --recstart {2} of {3}")
    @CsvSource(
            nullValues = "-",
            value = {
                "1, \\n, -, a\\n\\nb\\n\\n\\nc\\n, a\\n|\\nb\\n|\\n\\n|c\\n",
                "2, \\n, -, a\\n\\nb\\n\\n\\nc\\n, a\\n\\n|b\\n\\n|\\nc\\n",
                "2, \\n, -, \\n\\n\\n\\n\\n, \\n\\n\\n|\\n\\n",
                "1, \\n\\n, -, a\\nb\\n\\nc\\nd\\n\\ne\\n, a\\nb\\n\\n|c\\nd\\n\\n|e\\n",
                "1, \\n\\n, -, a\\n\\n\\nb\\n\\n\\n\\nc, a\\n\\n|\\nb\\n\\n|\\n\\nc",
                "1, xx, -, axxxxbxxxxcxxd, axx|xxbxx|xxcxx|d",
                "2, xx, -, axxxxbxxxxcxxd, axxx|xbxxx|xcxxd",
                "1, -, >, xx\\n>a\\n1\\n>b\\n2\\n>c\\n3\\n, xx\\n|>a\\n1\\n|>b\\n2\\n|>c\\n3\\n",
                "2, -, >, >a>b>c>, >a>b|>c>",
                "1, -, >>, >>>a>>b>>>, >|>>a|>>b|>|>>",
                "1, \\n, >, xx\\n>a\\n1\\n>b>x\\n2\\n>c\\n3\\n, xx\\n|>a\\n1\\n|>b>x\\n2\\n|>c\\n3\\n",
                "1, xx, yy, xxyyxxyyxxzz, xxyyxx|yyxxzz",
                "1, -, -, abc, a|b|c",
                "2, -, -, abcdef, ab|cd|ef",
            })
    void cutsAfterSoManyRecords(int records, String end, String start, String input, String blocks) throws IOException {
        BlockConfig config =
                new BlockConfig(BlockConfig.DEFAULT_SIZE, records, 0, text(end), text(start), false, false, null);
        assertEquals(expanded(blocks), cut(config, input));
        for (int size : new int[] {1, 2, 3}) {
            assertEquals(expanded(blocks), all(new BlockReader(new PiecemealInput(Escapes.expand(input), size), config)));
        }
    }

    /** Hours, if all that is there of it were searched each time. */
    @Test
    @Timeout(60)
    void aLongRecordIsSearchedOnce() throws IOException {
        String input = "x".repeat(50_000_000);
        for (int lines : new int[] {0, 1}) {
            BlockReader reader = new BlockReader(new PiecemealInput(input + "\na", 1000), lines(1 << 20, 1, lines));
            assertEquals(input.length() + 1, next(reader).length);
            assertEquals("a", Bytes.text(next(reader)));
        }
    }

    @ParameterizedTest(name = "--block {0} --recend {1} --recstart {2} of {3}")
    @CsvSource(
            nullValues = "-",
            value = {
                "1, \\n, -, a\\nb\\nc, a\\n|b\\n|c",
                "4, \\n, -, a\\nb\\nc\\nd\\ne\\nf\\n, a\\nb\\n|c\\nd\\n|e\\nf\\n",
                "10, \\n, -, a\\nb\\nc, a\\nb\\nc",
                "4, \\n, -, aaaa\\nbbb, aaaa\\n|bbb",
                "1, \\n\\n, -, a\\nb\\n\\nc\\nd\\n\\ne\\n, a\\nb\\n\\n|c\\nd\\n\\n|e\\n",
                "5, \\n\\n, -, a\\n\\n\\nb\\n\\n\\n\\nc, a\\n\\n\\n|b\\n\\n\\n\\n|c",
                "5, -, >, xx\\n>a\\n1\\n>b\\n2\\n>c\\n3\\n, xx\\n|>a\\n1\\n|>b\\n2\\n|>c\\n3\\n",
                "4, -, >, >aaaaaaaa>b, >aaaaaaaa|>b",
                "6, -, >>, >>>a>>b>>>, >>>a|>>b>|>>",
                "9, \\n, >, a1\\nb>2\\n>c3\\nd4\\n>e5\\n, a1\\nb>2\\n|>c3\\nd4\\n|>e5\\n",
                "1, xx, yy, xxyyxxyyxxzz, xx|yyxx|yyxxzz",
                "3, -, -, abcdefgh\\nij, abc|def|gh\\n|ij",
                "3, \\n, -, a\\0b\\nc\\0d\\n, a\\0b\\n|c\\0d\\n",
            })
    void cutsWholeRecordsThatFit(int size, String end, String start, String input, String blocks) throws IOException {
        BlockConfig config = new BlockConfig(size, 0, 0, text(end), text(start), false, false, null);
        assertEquals(expanded(blocks), cut(config, input));
    }

    @ParameterizedTest(name = "--rrs --block {0} --recend {1} --recstart {2} of {3}")
    @CsvSource(
            nullValues = "-",
            value = {
                "5, \\n\\n, -, a\\nb\\n\\nc\\nd\\n\\ne\\n, a\\nb|c\\nd|e\\n",
                "6, xx, -, axxxxbxxxxcxxd, a|b|cd",
                "3, \\n\\n, >, a\\n\\n>b\\n\\n>c, a|b|c",
                "4, \\n, -, a\\nb\\nc\\nd\\n, ab|cd",
            })
    void leavesSeparatorsOut(int size, String end, String start, String input, String blocks) throws IOException {
        BlockConfig config = new BlockConfig(size, 0, 0, text(end), text(start), false, true, null);
        assertEquals(expanded(blocks), cut(config, input));
    }

    @ParameterizedTest(name = "--regexp -N{0} --block {1} --recend {2}")
    @CsvSource({
        "1, 100, [0-9]+, a1|b22|c333|d",
        "0, 4, [0-9]+, a1b2|2c33|3d",
    })
    void recordsMayEndWithWhatARegexpMatches(int records, int size, String end, String blocks) throws IOException {
        BlockConfig config = new BlockConfig(size, records, 0, Bytes.of(end), new byte[0], true, false, null);
        assertEquals(expanded(blocks), cut(config, "a1b22c333d"));
    }

    @ParameterizedTest(name = "--regexp -N{0} --recend {1} --recstart {2} of {3}")
    @CsvSource(
            nullValues = "-",
            value = {
                "1, a., -, abc\\nabd\\nxabc, ab|c\\nab|d\\nxab|c",
                "2, .\\n, -, a\\nb\\nc\\nd\\n, a\\nb\\n|c\\nd\\n",
                "1, b\\n, a[0-9], a1b\\na2b\\na3b\\n, a1b\\n|a2b\\n|a3b\\n",
                "2, \\n, a, garbage\\na1b\\na2b\\na3b\\n, garbage\\n|a1b\\na2b\\n|a3b\\n",
                "2, -, >, garbage\\n>1\\n>2\\n>3\\n, garbage\\n|>1\\n>2\\n|>3\\n",
                "1, \\n, >., >1\\nxx\\n>2\\n>3\\n, >1\\nxx\\n|>2\\n|>3\\n",
                "1, -, ^>, >1\\nx>\\n>2\\n, >1\\nx>\\n|>2\\n",
                "1, -, >.*, >s1\\nAC\\n>s2\\nGG\\n, >s1\\nAC\\n|>s2\\nGG\\n",
            })
    void ofRegexpsADotMatchesNoNewline(int records, String end, String start, String input, String blocks)
            throws IOException {
        BlockConfig config = new BlockConfig(1 << 20, records, 0, regexp(end), regexp(start), true, false, null);
        assertEquals(expanded(blocks), cut(config, input));
    }

    private static byte[] regexp(String option) {
        return Bytes.of(option == null ? "" : option);
    }

    @Test
    void lengthsOfRecordsAndNumbersOfRecordsMultiply() throws IOException {
        BlockConfig config = new BlockConfig(1 << 20, 1, 2, Bytes.of("X"), new byte[0], true, false, null);
        assertEquals(List.of("aXbX", "cXd"), cut(config, "aXbXcXd"));
    }

    @ParameterizedTest(name = "{0} parts of {1}")
    @CsvSource({
        "4, 1\\n2\\n3\\n4\\n5\\n6\\n7\\n8\\n, 1\\n2\\n|3\\n4\\n|5\\n6\\n|7\\n8\\n",
        "2, 1\\n222222\\n3\\n, 1\\n|222222\\n3\\n",
        "4, 1\\n2222222222222222\\n3\\n4\\n, 1\\n|2222222222222222\\n3\\n4\\n",
        "9, 1\\n2, 1\\n|2",
    })
    void anInputMayBeCutIntoSoManyParts(int parts, String input, String blocks) throws IOException {
        MeasuredInput measured = new MeasuredInput(stream(Escapes.expand(input)), directory);
        assertEquals(expanded(blocks), all(new BlockReader(measured, LINES, parts)));
        assertEquals(0, directory.toFile().list().length);
    }

    @Test
    void blankLinesMayBeLeftOut() throws IOException {
        String input = "\n a\n\n \t\n\f\r\n  b \n\n\n \t";
        for (int size : new int[] {1, 2, 3, 100}) {
            InputStream pieces = new WithoutBlankLines(new PiecemealInput(input, size));
            assertEquals(" a\n  b \n \t", Bytes.text(pieces.readAllBytes()));
        }
        assertEquals(0, new WithoutBlankLines(stream("\n\n  \n")).readAllBytes().length);
    }

    /** Gives a few bytes at a time, as a pipe does. */
    private static final class PiecemealInput extends ByteArrayInputStream {
        private final int most;

        PiecemealInput(String text, int most) {
            super(Bytes.of(text));
            this.most = most;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) {
            return super.read(bytes, offset, Math.min(most, length));
        }
    }

    @Test
    void theFirstLineMayBeLeftOut() throws IOException {
        assertEquals("2\n3", Bytes.text(new WithoutFirstLine(stream("1\n2\n3")).readAllBytes()));
        assertEquals("", Bytes.text(new WithoutFirstLine(stream("1")).readAllBytes()));
        assertEquals("", Bytes.text(new WithoutFirstLine(stream("")).readAllBytes()));
    }

    @Test
    void recordsMayBeSeveralLines() throws IOException {
        assertEquals(List.of("1\n2\n3\n4\n5\n6\n7\n8\n9\n", "10\n"), cut(lines(1 << 20, 0, 3), numbers(10)));
        assertEquals(List.of("1\n2\n", "3\n4\n", "5\n"), cut(lines(5, 0, 2), numbers(5)));
        assertEquals(List.of("1\n2\n3\n4\n", "5\n6\n"), cut(lines(1 << 20, 2, 2), numbers(6)));
    }

    private static BlockConfig lines(long size, int records, int lines) {
        return new BlockConfig(size, records, lines, new byte[] {'\n'}, new byte[0], false, false, null);
    }

    @Test
    void aLongRecordMakesLaterBlocksLonger() throws IOException {
        List<String> blocks = cut(lines(100, 0, 0), "x".repeat(300) + "\n" + numbers(400));
        assertEquals(List.of(382, 383, 384, 384, 260), blocks.stream().map(String::length).toList());
    }

    @Test
    void theHeaderGoesBeforeEachBlock() throws IOException {
        BlockConfig config = new BlockConfig(1 << 20, 2, 0, new byte[] {'\n'}, new byte[0], false, false, ".*\n");
        assertEquals(List.of("h\n1\n2\n", "h\n3\n"), cut(config, "h\n1\n2\n3\n"));
        assertEquals(List.of(), cut(config, "h\n"));
    }

    @Test
    void emptyInputHasNoBlocks() throws IOException {
        assertEquals(List.of(), cut(LINES, ""));
    }

    private static List<String> cut(BlockConfig config, String input) throws IOException {
        BlockReader reader = new BlockReader(new ByteArrayInputStream(Bytes.of(Escapes.expand(input))), config);
        List<String> blocks = new ArrayList<>();
        for (byte[] block = next(reader); block != null; block = next(reader)) {
            blocks.add(Bytes.text(block));
        }
        return blocks;
    }

    private static List<String> expanded(String blocks) {
        return List.of(Escapes.expand(blocks).split("\\|"));
    }

    private static byte[] text(String option) {
        return option == null ? new byte[0] : BlockConfig.text(option);
    }

    private static String numbers(int last) {
        StringBuilder text = new StringBuilder();
        IntStream.rangeClosed(1, last).forEach(number -> text.append(number).append('\n'));
        return text.toString();
    }

    @Test
    void groupsStayTogether() throws IOException {
        assertEquals(List.of("a 1\na 2\n", "b 1\n", "a 3\n"), groups("1", null, "a 1\na 2\nb 1\na 3\n"));
        assertEquals(List.of("k v\na 1\nb 1\n", "k v\nc 2\n"), groups("v", ".*\n", "k v\na 1\nb 1\nc 2\n"));
        assertEquals(List.of("k v\na 1x\nb 1\n", "k v\nc 2\n"), groups("v s/\\D//g", ".*\n", "k v\na 1x\nb 1\nc 2\n"));
        assertEquals(List.of("a 12\nb 1\n", "c 2\n"), groups("2 s/^(.).*/$1/", null, "a 12\nb 1\nc 2\n"));
        assertEquals(List.of("a 1\na 2\n", "b 1\n"), groups("s/ .*//", null, "a 1\na 2\nb 1\n"));
    }

    @Test
    void theLengthOfTheHeaderIsNotThatOfBlocks() throws IOException {
        BlockConfig config = new BlockConfig(3, 0, 0, new byte[0], new byte[0], false, false, ".{4}");
        assertEquals(List.of("HEADaaa", "HEADbbb"), all(new BlockReader(stream("HEADaaabbb"), config)));
    }

    private static List<String> groups(String column, String header, String input) throws IOException {
        BlockConfig config = new BlockConfig(1 << 20, 1, 0, new byte[] {'\n'}, new byte[0], false, false, header)
                .groupedBy(column, " ");
        return all(new BlockReader(stream(input), config));
    }

    private static InputStream stream(String text) {
        return new ByteArrayInputStream(Bytes.of(text));
    }

    private static byte[] next(BlockReader reader) throws IOException {
        ByteBuffer block = reader.next();
        if (block == null) {
            return null;
        }
        byte[] bytes = new byte[block.remaining()];
        block.get(bytes);
        return bytes;
    }

    private static List<String> all(BlockReader reader) throws IOException {
        List<String> blocks = new ArrayList<>();
        for (byte[] block = next(reader); block != null; block = next(reader)) {
            blocks.add(Bytes.text(block));
        }
        return blocks;
    }
}
