package io.drover.posix;

import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;
import java.util.stream.Stream;

/** What /proc says of the processes on this machine. A snapshot: processes come and go while it is read. */
public final class ProcessTree {
    private static final File PROC = new File("/proc");

    private final Map<Integer, List<Integer>> children = new HashMap<>();
    private final Map<Integer, List<Integer>> zombies = new HashMap<>();

    private ProcessTree() {}

    /** Reads the parent and state of every process. */
    public static ProcessTree read() {
        ProcessTree tree = new ProcessTree();
        byte[] buffer = new byte[512];
        String[] entries = PROC.list();
        if (entries == null) {
            throw new IllegalStateException("cannot read /proc");
        }
        for (String entry : entries) {
            if (entry.charAt(0) >= '0' && entry.charAt(0) <= '9') {
                tree.add(Integer.parseInt(entry), buffer);
            }
        }
        return tree;
    }

    public List<Integer> childrenOf(int pid) {
        return children.getOrDefault(pid, List.of());
    }

    /** All below {@code pid} whose path to it passes only through accepted children of {@code pid}. */
    public List<Integer> descendantsOf(int pid, IntPredicate acceptChild) {
        List<Integer> found = new ArrayList<>();
        Deque<Integer> open = new ArrayDeque<>();
        childrenOf(pid).stream().filter(acceptChild::test).forEach(open::add);
        while (!open.isEmpty()) {
            int next = open.poll();
            found.add(next);
            open.addAll(childrenOf(next));
        }
        return found;
    }

    /** The process's environment contains {@code variable} ("NAME=VALUE"); false if it cannot be read. */
    public static boolean hasVariable(int pid, String variable) {
        byte[] environment = contents("/proc/" + pid + "/environ");
        String text = "\0" + new String(environment, StandardCharsets.ISO_8859_1) + "\0";
        return text.contains("\0" + variable + "\0");
    }

    /** Whether it is there and has no environment: so it is for a moment while it becomes another program (execve). */
    public static boolean isBetweenPrograms(int pid) {
        return contents("/proc/" + pid + "/environ").length == 0 && residentBytes(pid) > 0;
    }

    /** How much memory a process has in RAM; 0 if it is gone. */
    public static long residentBytes(int pid) {
        String status = new String(contents("/proc/" + pid + "/status"), StandardCharsets.ISO_8859_1);
        return status.lines()
                .filter(line -> line.startsWith("VmRSS:"))
                .map(line -> line.replaceAll("[^0-9]", ""))
                .mapToLong(kib -> 1024 * Long.parseLong(kib))
                .findFirst()
                .orElse(0);
    }

    /** Whether a process has ended, or is gone: also one that nobody has waited for yet. */
    public static boolean isDead(int pid) {
        String stat = new String(contents("/proc/" + pid + "/stat"), StandardCharsets.ISO_8859_1);
        String rest = stat.substring(stat.lastIndexOf(')') + 1).strip();
        return rest.isEmpty() || rest.startsWith("Z") || rest.startsWith("X");
    }

    /** How much time a process has had of processors, in hundredths of a second; 0 if it is gone. */
    public static long cpuTicks(int pid) {
        String stat = new String(contents("/proc/" + pid + "/stat"), StandardCharsets.ISO_8859_1);
        // pid (name) state ...; the name may hold blanks and parentheses itself. utime and stime are the 14th and 15th (proc(5)).
        String[] fields = stat.substring(stat.lastIndexOf(')') + 1).strip().split(" ");
        return fields.length > 12 ? Long.parseLong(fields[11]) + Long.parseLong(fields[12]) : 0;
    }

    /** The raw bytes of our own environment as it was at the start, each "NAME=VALUE". */
    public static List<byte[]> environment() {
        return split(contents("/proc/self/environ"));
    }

    /** The raw bytes of our own command line, the program's name first. */
    public static List<byte[]> commandLine() {
        return split(contents("/proc/self/cmdline"));
    }

    private static List<byte[]> split(byte[] block) {
        List<byte[]> strings = new ArrayList<>();
        int from = 0;
        for (int i = 0; i < block.length; i++) {
            if (block[i] == 0) {
                strings.add(java.util.Arrays.copyOfRange(block, from, i));
                from = i + 1;
            }
        }
        return strings;
    }

    /**
     * Whether this process had children when its program was started: a shell gives those of {@code > >(CMD)} to whoever
     * it becomes. They are those of the first thread, from which a JVM starts none. To be asked before this process
     * becomes a subreaper, for that thread gets the orphans, too.
     */
    public static boolean bornWithChildren() {
        // Empty as well where the kernel does not tell (CONFIG_PROC_CHILDREN), which all distributions have it do.
        return contents("/proc/self/task/" + ThisProcess.id() + "/children").length > 0;
    }

    /**
     * Those that this process has got as a subreaper, dead or alive, and those it was born with: children of its first thread. Empty as well
     * where the kernel does not tell.
     */
    public static List<Integer> adopted() {
        String children = new String(contents("/proc/self/task/" + ThisProcess.id() + "/children"), StandardCharsets.ISO_8859_1).strip();
        return children.isEmpty() ? List.of() : Stream.of(children.split(" ")).map(Integer::valueOf).toList();
    }

    /** Whether this process has children now, dead or alive: asked of each thread, which is quicker than asking all processes. */
    public static boolean hasChildren() {
        File[] threads = new File("/proc/self/task").listFiles();
        if (threads == null || !new File(threads[0], "children").exists()) {
            // The kernel does not tell.
            return true;
        }
        for (File thread : threads) {
            if (contents(thread + "/children").length > 0) {
                return true;
            }
        }
        return false;
    }

    /** Children of {@code pid} that have ended and were not waited for. */
    public List<Integer> zombiesOf(int pid) {
        return zombies.getOrDefault(pid, List.of());
    }

    /** Adds {@code pid} to the lists of its parent, unless it is gone by now. */
    private void add(int pid, byte[] buffer) {
        int length;
        try (FileInputStream stat = new FileInputStream("/proc/" + pid + "/stat")) {
            length = stat.read(buffer);
        } catch (IOException e) {
            return;
        }
        // pid (name) state parent ...; the name may hold blanks and parentheses itself.
        int at = length - 1;
        while (at >= 0 && buffer[at] != ')') {
            at--;
        }
        if (at < 0) {
            return;
        }
        boolean dead = buffer[at + 2] == 'Z' || buffer[at + 2] == 'X';
        int parent = 0;
        for (int i = at + 4; i < length && buffer[i] != ' '; i++) {
            parent = 10 * parent + buffer[i] - '0';
        }
        List<Integer> siblings = (dead ? zombies : children).get(parent);
        if (siblings == null) {
            siblings = new ArrayList<>();
            (dead ? zombies : children).put(parent, siblings);
        }
        siblings.add(pid);
    }

    /** /proc files have no size: they are read until they end. Empty if the process is gone. */
    private static byte[] contents(String path) {
        try (FileInputStream in = new FileInputStream(path)) {
            return in.readAllBytes();
        } catch (IOException e) {
            return new byte[0];
        }
    }
}
