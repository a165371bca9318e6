package io.drover.doctor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.drover.help.Style;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;

class DoctorTest {
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

    private boolean examine(Check... checks) {
        return new Doctor(List.of(checks), new PrintStream(printed, true, StandardCharsets.UTF_8), Style.PLAIN).examine();
    }

    private static Check check(String name, Callable<Finding> result) {
        return new Check() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public Finding examine() throws IOException {
                try {
                    return result.call();
                } catch (IOException e) {
                    throw e;
                } catch (Exception e) {
                    throw new IllegalStateException(e.getMessage(), e);
                }
            }
        };
    }

    private String printed() {
        return printed.toString(StandardCharsets.UTF_8);
    }

    @Test
    void eachCheckIsALine() {
        assertTrue(examine(check("a", () -> Finding.ok("fine")), check("b", () -> Finding.warn("slow", "hurry"))));
        assertEquals("ok   a: fine\nwarn b: slow (hurry)\n", printed());
    }

    @Test
    void oneFailureIsAFailureAndTheOthersAreMadeAllTheSame() {
        assertFalse(examine(check("a", () -> Finding.fail("gone", "fetch it")), check("b", () -> Finding.ok("there"))));
        assertEquals("FAIL a: gone (fetch it)\nok   b: there\n", printed());
    }

    @Test
    void anExceptionIsAFailureOfOneLine() {
        assertFalse(examine(check("a", () -> {
            throw new IOException("no such thing\nat all");
        })));
        assertEquals("FAIL a: no such thing\n", printed());
    }
}
