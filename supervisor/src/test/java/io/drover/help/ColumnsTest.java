package io.drover.help;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ColumnsTest {
    @ParameterizedTest
    @CsvSource(quoteCharacter = '\'', value = {
        // There is room for all.
        "40, 'name,a text', 4 6",
        // What is short keeps its width.
        "20, 'name,a text of many words', 4 14",
        // What is long shares what is left by its letters.
        "33, 'no,aa bb cc dd ee ff gg,aa bb cc dd ee ff gg hh ii jj kk ll mm nn', 2 8 18",
        // No word is broken, though there is no room.
        "20, 'aa bb cc dd ee,unbreakable-word', 2 16",
        "10, 'unbreakable-word,unbreakable-word', 16 16",
        "10, ',a', 1 1",
    })
    void fitText(int room, String cells, String widths) {
        int[] found = Columns.widths(List.of(Arrays.asList(cells.split(",", -1))), room);
        assertEquals(widths, Arrays.stream(found).mapToObj(String::valueOf).collect(Collectors.joining(" ")));
    }
}
