package io.drover.parallel.blocks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.drover.parallel.text.Bytes;
import io.drover.parallel.text.UsageException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShardKeyTest {
    private static int command(String option, String expression, String line, int commands) {
        return new ShardKey(ShardConfig.of(option, expression, null), Bytes.of("id,name")).of(Bytes.of(line), commands) + 1;
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "2, 2", "3, 3", "4, 1", "0, 3", "-1, 2", "x, 3", "'', 3", "2.7, 2", "' 5', 2"})
    void aBinIsTheNumberOfACommandCountedRound(String value, int expected) {
        assertEquals(expected, command("--bin", "1", value + ",rest", 3));
        assertEquals(expected, command("--bin", "name", "rest," + value, 3));
    }

    @Test
    void equalValuesGoToTheSameCommandAndOthersToAll() {
        assertEquals(command("--shard", "2", "a,same,1", 7), command("--shard", "2", "b,same,2", 7));
        assertEquals(7, IntStream.range(0, 200).map(i -> command("--shard", "1", "value" + i, 7)).distinct().count());
    }

    @Test
    void perlCodeChangesTheValueFirst() {
        assertEquals(command("--shard", "1 s/[12]/x/", "u1", 97), command("--shard", "1 s/[12]/x/", "u2", 97));
    }

    @Test
    void aColumnThatIsNotThereIsToldWithThoseThatAre() {
        UsageException e = assertThrows(UsageException.class, () -> command("--bin", "nosuch", "a", 2));
        assertEquals("--bin nosuch: no column of the first line has that name; there are id, name", e.getMessage());
        assertThrows(UsageException.class, () -> ShardConfig.of("--shard", "0", null));
        assertThrows(UsageException.class, () -> ShardConfig.of("--shard", "", null));
    }
}
