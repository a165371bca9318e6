package tasks;

import io.drover.posix.SuddenEnd;

/** A program that ends without being asked, whatever its threads are at. */
public final class Vanishing {
    public static void main(String[] args) {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> System.out.println("a hook runs")));
        // In a system call, which the JVM's own exit would wait for.
        new Thread(() -> new java.util.Scanner(System.in).next()).start();
        System.out.println("here");
        SuddenEnd.now();
        System.out.println("still here");
    }
}
