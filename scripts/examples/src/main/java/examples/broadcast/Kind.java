package examples.broadcast;

import com.google.protobuf.ByteString;
import io.drover.proto.CommandSetup;
import io.drover.proto.JavaSetup;
import io.drover.supervisor.work.Commands;
import io.drover.supervisor.work.JavaTasks;
import io.drover.supervisor.work.Work;
import io.drover.task.Task;
import java.io.File;
import java.util.List;
import java.util.Locale;

/** What a worker can be busy with when it has to end. */
enum Kind {
    /** A Java task that never asks whether it should stop. */
    BUSY(java(examples.Spin.class), "1000", 0),
    /** A Java task that waits. */
    SLEEPING(java(examples.Sleep.class), "1000", 0),
    /** A Java task with a process in a session of its own. */
    HELPED(java(Helped.class), "1000", 1),
    /** A command with processes in sessions of their own, one of which nobody waits for. */
    SESSIONS(commands(), "setsid sleep 1000 & setsid sh -c 'sleep 1000 & sleep 1000' & wait", 5),
    /** A command that does not want to end: it gets KILL after the grace period. */
    STUBBORN(commands(), "trap '' TERM INT; while :; do sleep 1000; done", 2);

    private final Work work;
    private final String task;
    private final int processes;

    Kind(Work work, String task, int processes) {
        this.work = work;
        this.task = task;
        this.processes = processes;
    }

    Work work() {
        return work;
    }

    String task() {
        return task;
    }

    /** {@return how many processes there are of each worker when its task runs} */
    int processesOfWorker() {
        return 1 + processes;
    }

    String title() {
        return name().toLowerCase(Locale.ROOT);
    }

    private static Work java(Class<? extends Task<String, String>> type) {
        return new JavaTasks(JavaSetup.newBuilder()
                .addAllClassPath(List.of(System.getProperty("java.class.path").split(File.pathSeparator)))
                .setTaskClass(type.getName())
                .build());
    }

    private static Work commands() {
        return new Commands(CommandSetup.newBuilder().setShell(ByteString.copyFromUtf8("/bin/sh")).build());
    }
}
