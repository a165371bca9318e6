package io.drover.it;

import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Scanner;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * {@code java Crowd COUNT PER_SECOND}: so many {@link Strangers}, so fast, at the ports of one process and its
 * children. Which process is read from standard input, line by line; with a COUNT of 0 it is over when that is. Used by
 * scripts/stress.
 */
final class Crowd {
    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(20);
    /** A look costs the machine milliseconds: the longer a process runs, the rarer. */
    private static final int LOOKS_BY_AGE = 20;

    private final Strangers strangers = new Strangers(4711);
    private final Set<Integer> seen = new HashSet<>();
    private volatile int target;
    private volatile long since;
    private List<Integer> ports = List.of();
    /** The usual one, and those that others have been seen to call from. */
    private List<InetAddress> sources = List.of(InetAddress.getLoopbackAddress());
    private long nextLook = System.nanoTime();
    private final Map<Strangers.Welcome, Integer> welcomes = new EnumMap<>(Strangers.Welcome.class);
    private volatile boolean over;

    private Crowd() {}

    public static void main(String[] args) {
        Crowd crowd = new Crowd();
        Thread reader = new Thread(crowd::readTargets);
        reader.setDaemon(true);
        reader.start();
        crowd.visit(Integer.parseInt(args[0]), TimeUnit.SECONDS.toNanos(1) / Integer.parseInt(args[1]));
    }

    private void readTargets() {
        try (Scanner in = new Scanner(System.in, StandardCharsets.US_ASCII)) {
            while (in.hasNextInt()) {
                target = in.nextInt();
                since = System.nanoTime();
            }
        }
        over = true;
    }

    private void visit(int count, long pauseNanos) {
        int visits = 0;
        long due = System.nanoTime();
        while (count == 0 ? !over : visits < count) {
            look(System.nanoTime());
            for (int port : ports) {
                InetAddress source = sources.get(visits % sources.size());
                welcomes.merge(strangers.visit(source, port), 1, Integer::sum);
                visits++;
                due += pauseNanos;
            }
            due = ports.isEmpty() ? System.nanoTime() + LOOK_NANOS : due;
            LockSupport.parkNanos(due - System.nanoTime());
        }
        strangers.close();
        System.out.printf("%d connections to %d ports %s%n", visits, seen.size(), welcomes);
    }

    /** Ports that were open are tried on while no other is. */
    private void look(long now) {
        if (now < nextLook || target == 0) {
            return;
        }
        Set<Integer> open = new HashSet<>(ListeningPorts.ofAny(target));
        long age = now - since;
        if (age > LOOKS_BY_AGE * LOOK_NANOS) {
            ProcessHandle.of(target).ifPresent(process -> process.children()
                    .forEach(child -> open.addAll(ListeningPorts.ofAny((int) child.pid()))));
        }
        seen.addAll(open);
        ports = open.isEmpty() ? ports : List.copyOf(open);
        sources = new ArrayList<>(List.of(InetAddress.getLoopbackAddress()));
        open.forEach(port -> sources.addAll(ListeningPorts.callersOf(port)));
        nextLook = System.nanoTime() + Math.max(LOOK_NANOS, age / LOOKS_BY_AGE);
    }
}
