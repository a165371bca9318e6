package io.drover.supervisor.process;

import io.drover.posix.Posix;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;

/** The threads in which a worker runs Java tasks, as the kernel knows them. */
final class SlotThreads {
    private static final String NAME = "slot-";
    /** One processor shared with a slot is two thirds ours, and with eight of them a quarter. */
    private static final int MORE_NICE = 5;

    private SlotThreads() {}

    /**
     * Has them give way to all other threads of the run: a Java thread cannot, without a native library.
     *
     * @param pid of a child that nobody has waited for
     */
    static void giveWay(int pid) {
        File[] threads = new File("/proc/" + pid + "/task").listFiles();
        if (threads == null) {
            return;
        }
        for (File thread : threads) {
            if (nameOf(thread).startsWith(NAME)) {
                Posix.addNice(Integer.parseInt(thread.getName()), MORE_NICE);
            }
        }
    }

    private static String nameOf(File thread) {
        try {
            return Files.readString(thread.toPath().resolve("comm"));
        } catch (IOException e) {
            // It has ended.
            return "";
        }
    }
}
