package io.drover.supervisor.output;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.ByteString;
import org.junit.jupiter.api.Test;

class LatestLineTest {
    private final LatestLine latest = new LatestLine();

    private String after(String data) {
        latest.add(false, ByteString.copyFromUtf8(data));
        return latest.line().toStringUtf8();
    }

    @Test
    void isTheLastThatIsComplete() {
        assertEquals("", after("on"));
        assertEquals("one", after("e\ntw"));
        assertEquals("three", after("o\nthree\nfo"));
        assertEquals("12%", after("ur\r12%\r\n\n"));
    }

    @Test
    void theEndCompletesWhatHasBegun() {
        after("one\ntwo");
        assertTrue(latest.end());
        assertEquals("two", latest.line().toStringUtf8());
        assertFalse(latest.end());
    }

    @Test
    void streamsDoNotMix() {
        after("o");
        latest.add(true, ByteString.copyFromUtf8("error\n"));
        assertEquals("error", latest.line().toStringUtf8());
        assertEquals("one", after("ne\n"));
    }
}
