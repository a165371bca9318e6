package io.drover.worker.command;

import io.drover.posix.Directories;
import io.drover.posix.NamedFiles;
import io.drover.posix.Posix;
import io.drover.posix.Signal;
import io.drover.proto.WorkerSetup;
import io.drover.wire.Scoreboard;
import io.drover.worker.slot.Runner;
import io.drover.worker.slot.SinkPort;
import io.drover.worker.slot.TaskQueue;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;

/** Runs commands, or long-lived ones for lines, each in a process group of its own, and watches them. */
public final class CommandRunner implements Runner {
    private final WorkerSetup setup;
    private final Scoreboard scoreboard;
    private final TaskQueue queue;
    private final SinkPort sink;
    /** Null where commands have none. */
    private TerminalTurns terminal;
    private final List<ProcessSlot> slots = new ArrayList<>();
    private final List<Thread> threads = new ArrayList<>();
    private final CommandGroups groups;
    private final SlotTools.Maker maker;

    public CommandRunner(
            WorkerSetup setup, Scoreboard scoreboard, TaskQueue queue, SinkPort sink, SlotTools.Maker maker) {
        this.setup = setup;
        this.groups = new CommandGroups(setup.getRunId(), this::active);
        this.maker = maker;
        this.scoreboard = scoreboard;
        this.queue = queue;
        this.sink = sink;
    }

    @Override
    public void start() {
        Posix.becomeSubreaper();
        // It finds out whether there is a terminal.
        int idleInput = idleInput();
        SlotTools tools = new SlotTools(
                setup, new CommandEnvironment(setup), groups, scoreboard, queue, sink, idleInput, terminal);
        for (int i = 0; i < setup.getSlots(); i++) {
            ProcessSlot slot = maker.slot(i, tools);
            slots.add(slot);
            Thread thread = new Thread(null, slot, "slot-" + tools.number(i), 256 << 10);
            thread.setDaemon(true);
            threads.add(thread);
        }
        threads.forEach(Thread::start);
    }

    /** What a command reads that has no input of its own: the terminal where it may and there is one. */
    private int idleInput() {
        OptionalInt opened = setup.getCommands().getTerminal() ? Posix.openTerminal() : OptionalInt.empty();
        if (opened.isEmpty()) {
            return NamedFiles.openReadOnly("/dev/null");
        }
        int supervisor = (int) setup.getSupervisorPid();
        int home = Posix.groupOf(supervisor);
        terminal = new TerminalTurns(new SessionTerminal(opened.getAsInt()), supervisor, home, home != Posix.session());
        return opened.getAsInt();
    }

    private boolean active(int pid) {
        return slots.stream().anyMatch(slot -> slot.process().pid() == pid);
    }

    @Override
    public void awaitIdle() throws InterruptedException {
        for (Thread thread : threads) {
            thread.join();
        }
        groups.endLeftovers();
    }

    @Override
    public void stop(Signal signal, long graceNanos) {
        long end = System.nanoTime() + graceNanos;
        slots.forEach(slot -> slot.process().stop());
        groups.signal(signal);
        // A stopped process cannot act on the signal.
        groups.signal(Signal.CONT);
        for (Thread thread : threads) {
            join(thread, end);
        }
        // What the commands left behind: a shell starts its background jobs with INT ignored.
        groups.endLeftovers();
        for (Thread thread : threads) {
            join(thread, System.nanoTime() + CommandGroups.KILL_LIMIT_NANOS);
        }
    }

    private static void join(Thread thread, long end) {
        try {
            thread.join(Math.max(1, TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime())));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void kill(long sequence) {
        slots.forEach(slot -> slot.process().kill(sequence));
    }

    @Override
    public void suspend(long sequence, boolean suspended) {
        slots.forEach(slot -> slot.process().suspend(sequence, suspended));
    }

    @Override
    public void signal(long sequence, int signal) {
        slots.forEach(slot -> slot.process().signal(sequence, signal));
    }

    @Override
    public void abandon() {
        groups.killAll();
        if (terminal != null) {
            terminal.takeBack();
        }
        String inputs = setup.getCommands().getInputDirectory();
        if (!inputs.isEmpty()) {
            Directories.removeFiles(Path.of(inputs));
        }
    }

    @Override
    public void suspend(boolean suspended) {
        if (terminal != null && !suspended) {
            terminal.resumed();
        }
        groups.signal(suspended ? Signal.STOP : Signal.CONT);
    }

    @Override
    public void housekeeping() {
        groups.reapOrphans();
    }
}
