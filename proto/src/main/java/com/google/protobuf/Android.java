package com.google.protobuf;

/**
 * Says that this is no Android; takes the place of protobuf's class of this name, to which it owes nothing but what others take from it.
 *
 * <p>Protobuf's looks for classes of Android. Before the JVM can say that there are none, it has opened the jar and read the names of all
 * that is in it, which is a tenth of what a client takes in all.
 */
final class Android {
    /** Whether those classes are missing that only the whole of protobuf has. */
    static boolean assumeLiteRuntime = false;

    private Android() {}

    static boolean isOnAndroidDevice() {
        return false;
    }

    static Class<?> getMemoryClass() {
        return null;
    }
}
