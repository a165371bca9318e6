package io.drover.pool;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import com.google.protobuf.ByteString;
import org.junit.jupiter.api.Test;

/** What a caller keeps of what workers send. */
class ReceivedTest {
    @Test
    void partsAreReadInTheirOrder() throws Exception {
        Received received = new Received(4);
        received.add(ByteString.copyFromUtf8("ab"));
        received.add(ByteString.copyFromUtf8("cd"));
        assertNull(received.trouble());
        assertEquals("abcd", new String(received.open().readAllBytes()));
    }

    @Test
    void aResultThatIsTooLargeIsNotKept() throws Exception {
        Received received = new Received(3);
        received.add(ByteString.copyFromUtf8("ab"));
        received.add(ByteString.copyFromUtf8("cd"));
        assertEquals("has 4 bytes, more than 3: a third of the heap here (-Xmx), or 1073741824", received.trouble());
        assertEquals(0, received.open().readAllBytes().length);
    }

    @Test
    void theBeginningOfWhatIsPrintedIsKept() {
        Printed printed = new Printed();
        assertEquals("", printed.text());
        printed.add(ByteString.copyFromUtf8("a"));
        assertEquals("a\n", printed.text());
        printed.add(ByteString.copyFromUtf8("b".repeat(Printed.MOST)));
        printed.add(ByteString.copyFromUtf8("cc\n"));
        assertEquals(
                "a" + "b".repeat(Printed.MOST - 1) + "\ndrover: the task has printed 4 bytes more, which are not kept\n",
                printed.text());
    }
}
