package io.drover.supervisor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** As HotSpot writes them: threads, global references, deadlocks, heap. */
class ThreadDumpTest {
    private static final String THREADS = """
            Full thread dump OpenJDK 64-Bit Server VM (17.0.15+6 mixed mode, sharing):

            "main" #1 prio=5
               java.lang.Thread.State: WAITING (parking)

            "slot-0" #12 prio=5
               java.lang.Thread.State: RUNNABLE
            \tat tasks.Conduct.spinForEver(Conduct.java:99)

            JNI global refs: 19, weak refs: 0

            """;
    private static final String WHOLE = THREADS + "Heap\n garbage-first heap   total 20480K\n";

    @Test
    void itIsWholeWhenTheHeapFollows() {
        assertFalse(ThreadDump.whole(""));
        assertFalse(ThreadDump.whole(THREADS));
        assertTrue(ThreadDump.whole(WHOLE));
        assertFalse(ThreadDump.whole(WHOLE + THREADS));
    }

    @Test
    void theStacksOfTheSlotsArePicked() {
        assertEquals("\"slot-0\" #12 prio=5\n   java.lang.Thread.State: RUNNABLE\n\tat tasks.Conduct.spinForEver(Conduct.java:99)\n",
                ThreadDump.slots("printed before\n" + WHOLE));
        assertEquals("\"slot-0\" #12 prio=5\n   java.lang.Thread.State: RUNNABLE\n\tat tasks.Conduct.spinForEver(Conduct.java:99)",
                ThreadDump.slot("printed before\n" + WHOLE, 0));
        assertEquals("(the worker gave no thread dump)", ThreadDump.slot(WHOLE, 1));
    }
}
