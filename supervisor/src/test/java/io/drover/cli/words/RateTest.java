package io.drover.cli.words;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.drover.parallel.text.UsageException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RateTest {
    @Test
    void anEqualTimeIsBetweenStarts() {
        assertEquals(new Rate(100_000_000, 1), Rate.parse("10"));
        assertEquals(new Rate(100_000_000, 1), Rate.parse("10/s"));
        assertEquals(new Rate(2_000_000_000, 1), Rate.parse("0.5"));
        assertEquals(new Rate(100_000_000, 20), Rate.parse("600/m,20"));
        assertEquals(new Rate(720_000_000, 100), Rate.parse("5000/h,100"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0", "-1", "10/w", "10,", "10,0", "ten", "10/s,1.5", "1e3"})
    void whatIsNoRateIsRefused(String text) {
        assertThrows(UsageException.class, () -> Rate.parse(text));
    }
}
