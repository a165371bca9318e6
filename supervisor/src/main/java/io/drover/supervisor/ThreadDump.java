package io.drover.supervisor;

/** Picks out of a HotSpot thread dump (SIGQUIT) what tells why a task hangs. */
final class ThreadDump {
    private static final String START = "Full thread dump";
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
        for (String section : log.substring(Math.max(0, log.lastIndexOf(START))).split("\n\n")) {
            if (section.stripLeading().startsWith("\"slot-" + number + "\"")) {
                return section.strip();
            }
        }
        return NONE.strip();
    }

    /** The stacks of the slots, and deadlocks if the JVM found any, from the last dump in {@code log}. */
    static String slots(String log) {
        int start = log.lastIndexOf(START);
        if (start < 0) {
            return NONE;
        }
        StringBuilder picked = new StringBuilder();
        String dump = log.substring(start);
        for (String section : dump.split("\n\n")) {
            if (section.stripLeading().startsWith("\"slot-")) {
                picked.append(section.strip()).append('\n');
            }
        }
        int deadlock = dump.indexOf("Found one Java-level deadlock");
        if (deadlock >= 0) {
            picked.append(dump, deadlock, Math.min(dump.length(), deadlock + 4000)).append('\n');
        }
        return picked.isEmpty() ? NONE : picked.toString();
    }
}
