package io.drover.doctor;

import io.drover.supervisor.process.OpenFiles;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** Open files and processes: how many tasks at a time they allow. */
final class LimitsCheck implements Check {
    private static final int COMMANDS_OF_A_WORKER = 64;
    /** Of a slot: a thread that waits for the command, the command, and a shell around it. */
    private static final int TASKS_OF_A_SLOT = 3;
    private static final int TASKS_OF_THE_SUPERVISOR = 25;
    /** That of -j 0. */
    private static final long PLENTY = 250;

    @Override
    public String name() {
        return "limits";
    }

    @Override
    public Finding examine() throws IOException {
        String limits = Kernel.text(Path.of("/proc/self/limits"));
        long files = Kernel.first(limits, "^Max open files +(\\d+)").orElse(Long.MAX_VALUE);
        return examine(files, freeTasks(limits));
    }

    /**
     * @param files that a process may have open
     * @param tasks processes and threads that may still be started
     */
    static Finding examine(long files, long tasks) {
        long byFiles = new OpenFiles(files).commands(COMMANDS_OF_A_WORKER);
        long byTasks = Math.max(0, (tasks - TASKS_OF_THE_SUPERVISOR) / TASKS_OF_A_SLOT);
        long jobs = Math.min(byFiles, byTasks);
        String what = String.format(Locale.ROOT, "%s open files and %s more processes allow -j %,d",
                count(files), count(tasks), jobs);
        if (jobs >= PLENTY) {
            return Finding.ok(what);
        }
        String advice = byFiles < byTasks ? "raise ulimit -n" : "raise ulimit -u, or the pids limit of the control group";
        return jobs < 1 ? Finding.fail(what, advice) : Finding.warn(what, advice);
    }

    private static String count(long number) {
        return number == Long.MAX_VALUE ? "unlimited" : String.format(Locale.ROOT, "%,d", number);
    }

    private static long freeTasks(String limits) throws IOException {
        long inAll = Kernel.first(Kernel.text(Path.of("/proc/loadavg")), "/(\\d+) ").orElse(0);
        long most = Math.min(
                Kernel.number(Path.of("/proc/sys/kernel/threads-max")).orElse(Long.MAX_VALUE),
                Kernel.number(Path.of("/proc/sys/kernel/pid_max")).orElse(Long.MAX_VALUE));
        long free = Math.min(most - inAll, Cgroup.ours().freeTasks().orElse(Long.MAX_VALUE));
        long ours = Kernel.first(limits, "^Max processes +(\\d+)").orElse(Long.MAX_VALUE);
        String user = userOf(Path.of("/proc/self/status"));
        // Root is above this limit.
        if (ours < Long.MAX_VALUE && !user.equals("0")) {
            free = Math.min(free, ours - threadsOf(user));
        }
        return Math.max(0, free);
    }

    private static String userOf(Path status) {
        return String.valueOf(Kernel.first(Kernel.text(status), "^Uid:\\s+(\\d+)").orElse(-1));
    }

    private static long threadsOf(String user) throws IOException {
        long threads = 0;
        try (DirectoryStream<Path> processes = Files.newDirectoryStream(Path.of("/proc"), "[0-9]*")) {
            for (Path process : processes) {
                Path status = process.resolve("status");
                if (userOf(status).equals(user)) {
                    threads += Kernel.first(Kernel.text(status), "^Threads:\\s+(\\d+)").orElse(0);
                }
            }
        }
        return threads;
    }
}
