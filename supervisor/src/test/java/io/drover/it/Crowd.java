package io.drover.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
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
    private static final int LOOKS_BY_AGE = 5;
    /** Before that it has no children that listen. */
    private static final long CHILDREN_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
    /** So many come at once: their own way to the processor costs more than they do. */
    private static final int BURST = 32;
    private static final int REHEARSALS = 2000;

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
        rehearse();
        Crowd crowd = new Crowd();
        Thread reader = new Thread(crowd::readTargets);
        reader.setDaemon(true);
        reader.start();
        crowd.visit(Integer.parseInt(args[0]), TimeUnit.SECONDS.toNanos(1) / Integer.parseInt(args[1]));
    }

    /** What the virtual machine has to do at first is not to be done while the others are timed. */
    private static void rehearse() {
        try (Strangers strangers = new Strangers(0)) {
            int port = freePort();
            for (int visits = 0; visits < REHEARSALS; visits++) {
                strangers.visit(port);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        System.out.println("ready");
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private static Duration processorTime() {
        return ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO);
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
        Duration before = processorTime();
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
            if (due - System.nanoTime() > BURST * pauseNanos || ports.isEmpty()) {
                LockSupport.parkNanos(due - System.nanoTime());
            }
        }
        strangers.close();
        System.out.printf(
                "%d connections to %d ports %s, %.1f s of processor time%n",
                visits, seen.size(), welcomes, processorTime().minus(before).toMillis() / 1e3);
    }

    /** Ports that were open are tried on while no other is. */
    private void look(long now) {
        if (now < nextLook || target == 0) {
            return;
        }
        List<Integer> processes = new ArrayList<>(List.of(target));
        long age = now - since;
        if (age > CHILDREN_NANOS) {
            ProcessHandle.of(target)
                    .ifPresent(process -> process.children().forEach(child -> processes.add((int) child.pid())));
        }
        List<Integer> open = ListeningPorts.ofAny(processes);
        if (!open.isEmpty()) {
            seen.addAll(open);
            ports = open;
            sources = new ArrayList<>(List.of(InetAddress.getLoopbackAddress()));
            sources.addAll(ListeningPorts.callersOf(open));
        }
        nextLook = System.nanoTime() + Math.max(LOOK_NANOS, age / LOOKS_BY_AGE);
    }
}
