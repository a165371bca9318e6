package io.drover.supervisor.core;

/** What a user is told when our own memory was not enough. */
public final class OutOfMemory {
    private OutOfMemory() {}

    /** One line for {@code failure}: what to do about it if memory ran out, else what it says itself. */
    public static String text(Throwable failure) {
        if (failure instanceof OutOfMemoryError) {
            long megabytes = Runtime.getRuntime().maxMemory() >> 20;
            return "out of memory: " + megabytes + " MB are not enough; JDK_JAVA_OPTIONS=-Xmx" + 2 * megabytes + "m gives more";
        }
        return failure.getMessage() == null ? failure.toString() : failure.getMessage();
    }
}
