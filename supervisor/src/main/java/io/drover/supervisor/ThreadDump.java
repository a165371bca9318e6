package io.drover.supervisor;

import java.util.Arrays;
import java.util.stream.Stream;

/** Picks out of a HotSpot thread dump (SIGQUIT) what tells why a task hangs. */
final class ThreadDump {
    private static final String START = "Full thread dump";
    private static final String SLOT = "\"slot-";
    private static final String NONE = "  (the worker gave no thread dump)";

    /** HotSpot's last word, after the threads and the deadlocks. */
    private static final String END = "\nHeap\n";

    private ThreadDump() {}

    /** Whether the last dump in {@code log} has been written to its end. */
    static boolean whole(String log) {
        int start = log.lastIndexOf(START);
        return start >= 0 && log.indexOf(END, start) >= 0;
    }

    /** The stack of the slot with this number, from the last dump in {@code log}. */
    static String slot(String log, int number) {
        String head = SLOT + number + "\"";
        return slotsOf(last(log)).filter(stack -> stack.startsWith(head)).findFirst().orElse(NONE.strip());
    }

    /** The stacks of the slots, and deadlocks if the JVM found any, from the last dump in {@code log}. */
    static String slots(String log) {
        String dump = last(log);
        StringBuilder picked = new StringBuilder();
        slotsOf(dump).forEach(stack -> picked.append(stack).append('\n'));
        int deadlock = dump.indexOf("Found one Java-level deadlock");
        if (deadlock >= 0) {
            picked.append(dump, deadlock, Math.min(dump.length(), deadlock + 4000)).append('\n');
        }
        return picked.isEmpty() ? NONE : picked.toString();
    }

    /** Empty where there is none. */
    private static String last(String log) {
        int start = log.lastIndexOf(START);
        return start < 0 ? "" : log.substring(start);
    }

    private static Stream<String> slotsOf(String dump) {
        return Arrays.stream(dump.split("\n\n")).map(String::strip).filter(section -> section.startsWith(SLOT));
    }
}
