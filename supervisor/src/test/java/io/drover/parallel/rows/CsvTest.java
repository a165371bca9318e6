package io.drover.parallel.rows;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.drover.parallel.records.CsvRecords;
import io.drover.parallel.records.RecordReader;
import io.drover.parallel.records.Records;
import io.drover.parallel.text.Bytes;
import io.drover.parallel.text.Delimiter;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class CsvTest {

    @Test
    void keepsSeparatorsAndNewlinesInQuotationMarks() throws IOException {
        assertEquals(
                List.of(List.of("a", "b,c", "d\ne"), List.of("x", "", "y\"z")),
                fields("a,\"b,c\",\"d\ne\"\nx,,\"y\"\"z\"\n", null));
    }

    @Test
    void takesAnotherSeparator() throws IOException {
        assertEquals(List.of(List.of("a,b", "c")), fields("a,b\tc", "\\t"));
    }

    @Test
    void keepsWhatIsNotClosed() throws IOException {
        assertEquals(List.of(List.of("a"), List.of("b,c\n")), fields("a\n\"b,c\n", null));
    }

    private static List<List<String>> fields(String text, String separator) throws IOException {
        Records records = new CsvRecords(
                new RecordReader("test", new ByteArrayInputStream(Bytes.of(text)), Delimiter.NEWLINE),
                Delimiter.NEWLINE);
        Rows rows = new MappedRows(new SingleRows(records), new CsvColumns(separator));
        List<List<String>> all = new ArrayList<>();
        for (byte[][] row : rows.readAll()) {
            all.add(Arrays.stream(row).map(Bytes::text).toList());
        }
        return all;
    }
}
