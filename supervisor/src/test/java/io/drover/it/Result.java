package io.drover.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.drover.posix.ExitStatus;
import io.drover.posix.Signal;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** How a process ended and what it wrote. */
record Result(ExitStatus status, byte[] outBytes, byte[] errBytes) {
    private static final int SHOWN = 4000;

    String out() {
        return new String(outBytes, StandardCharsets.ISO_8859_1);
    }

    String err() {
        return new String(errBytes, StandardCharsets.ISO_8859_1);
    }

    List<String> outLines() {
        return out().lines().toList();
    }

    List<String> errLines() {
        return err().lines().toList();
    }

    Result exited(int code) {
        assertEquals(new ExitStatus.Exited(code), status, this::toString);
        return this;
    }

    Result diedOf(Signal signal) {
        assertEquals(new ExitStatus.Signaled(signal.number()), status, this::toString);
        return this;
    }

    Result printed(String expected) {
        assertEquals(expected, out(), this::toString);
        return this;
    }

    /** Standard output has {@code part} somewhere. */
    Result printedSomewhere(String part) {
        assertTrue(out().contains(part), () -> "no \"" + part + "\" in\n" + this);
        return this;
    }

    /** Standard error has {@code part} somewhere. */
    Result complained(String part) {
        assertTrue(err().contains(part), () -> "no \"" + part + "\" in\n" + this);
        return this;
    }

    Result saidNothing() {
        assertEquals("", err(), this::toString);
        return this;
    }

    /** Standard error is one line that has {@code part}. */
    Result oneLine(String part) {
        assertEquals(1, errLines().size(), this::toString);
        return complained(part);
    }

    @Override
    public String toString() {
        return "status: " + status + "\nstdout: " + tail(out()) + "\nstderr: " + tail(err());
    }

    static String tail(String text) {
        return text.length() <= SHOWN ? text : "[" + text.length() + " characters] ..." + text.substring(text.length() - SHOWN);
    }
}
