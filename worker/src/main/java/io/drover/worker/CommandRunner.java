package io.drover.worker;

import com.google.protobuf.ByteString;
import io.drover.posix.Posix;
import io.drover.posix.PosixException;
import io.drover.posix.ProcessTree;
import io.drover.posix.Signal;
import io.drover.posix.Sweep;
import io.drover.proto.WorkerSetup;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * Runs commands, each in a process group of its own, and watches them. Child subreaper: what a command leaves behind
 * becomes our child, is reaped here, and ends with this worker at the latest.
 */
final class CommandRunner implements Runner {
    private static final long KILL_LIMIT_NANOS = TimeUnit.SECONDS.toNanos(2);
    /** What commands left running gets so long to end after its TERM. */
    private static final long LEFTOVER_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

    private final WorkerSetup setup;
    private final Scoreboard scoreboard;
    private final TaskQueue queue;
    private final SinkPort sink;
    /** Null where commands have none. */
    private TerminalTurns terminal;
    private final List<ProcessSlot> slots = new ArrayList<>();
    private final List<Thread> threads = new ArrayList<>();
    /** Groups whose leader was reaped while other members went on. */
    private final Set<Integer> lingering = ConcurrentHashMap.newKeySet();

    /** Every child of this process comes from a command; otherwise those that were there before us do not count. */
    private final boolean alone = !ProcessTree.bornWithChildren();
    private final Sweep sweep = new Sweep(this::ours, this::active);

    CommandRunner(WorkerSetup setup, Scoreboard scoreboard, TaskQueue queue, SinkPort sink) {
        this.setup = setup;
        this.scoreboard = scoreboard;
        this.queue = queue;
        this.sink = sink;
    }

    @Override
    public void start() {
        Posix.becomeSubreaper();
        CommandEnvironment environment = new CommandEnvironment(setup);
        int idleInput = idleInput();
        for (int i = 0; i < setup.getSlots(); i++) {
            ProcessSlot slot = setup.getCommands().hasCoproc()
                    ? new CoprocSlot(this, i, setup, environment, scoreboard, queue, sink)
                    : new CommandSlot(this, i, setup, environment, idleInput, terminal, scoreboard, queue, sink);
            slots.add(slot);
            Thread thread = new Thread(null, slot, "slot-" + (setup.getFirstSlot() + i), 256 << 10);
            thread.setDaemon(true);
            threads.add(thread);
        }
        threads.forEach(Thread::start);
    }

    /** What a command reads that has no input of its own: the terminal where it may and there is one. */
    private int idleInput() {
        OptionalInt opened = setup.getCommands().getTerminal() ? Posix.openTerminal() : OptionalInt.empty();
        if (opened.isEmpty()) {
            return Posix.openReadOnly("/dev/null");
        }
        int supervisor = (int) setup.getSupervisorPid();
        int home = Posix.groupOf(supervisor);
        terminal = new TerminalTurns(new SessionTerminal(opened.getAsInt()), supervisor, home, home != Posix.session());
        return opened.getAsInt();
    }

    private boolean ours(int pid) {
        return alone || active(pid) || ProcessTree.hasVariable(pid, "DROVER_RUN=" + setup.getRunId());
    }

    private boolean active(int pid) {
        return slots.stream().anyMatch(slot -> slot.pid() == pid);
    }

    /** The leader of {@code group} was reaped; others of it may go on, as they would after a shell's {@code &}. */
    void leaderReaped(int group) {
        if (Posix.exists(-group)) {
            lingering.add(group);
        }
    }

    /** Ends what {@code task} started and what left its group, after the task was killed. */
    void sweepTask(long taskId) {
        ProcessTree tree = ProcessTree.read();
        int self = (int) ProcessHandle.current().pid();
        tree.descendantsOf(self, pid -> !active(pid) && ProcessTree.hasVariable(pid, "PARALLEL_SEQ=" + taskId))
                .forEach(pid -> Posix.kill(pid, Signal.KILL));
    }

    @Override
    public void awaitIdle() throws InterruptedException {
        for (Thread thread : threads) {
            thread.join();
        }
        endLeftovers();
    }

    @Override
    public void stop(Signal signal, long graceNanos) {
        long end = System.nanoTime() + graceNanos;
        slots.forEach(ProcessSlot::stopping);
        sweep.signal(signal.number());
        // A stopped process cannot act on the signal.
        sweep.signal(Signal.CONT.number());
        for (Thread thread : threads) {
            join(thread, end);
        }
        // What the commands left behind: a shell starts its background jobs with INT ignored.
        endLeftovers();
        for (Thread thread : threads) {
            join(thread, System.nanoTime() + KILL_LIMIT_NANOS);
        }
    }

    private static void join(Thread thread, long end) {
        try {
            thread.join(Math.max(1, TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime())));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void endLeftovers() {
        if (sweep.signal(Signal.TERM.number()) > 0 && sweep.awaitGone(LEFTOVER_NANOS) > 0) {
            sweep.killAll(KILL_LIMIT_NANOS);
        }
    }

    @Override
    public void kill(long sequence, int signal) {
        slots.forEach(slot -> slot.kill(sequence, signal));
    }

    @Override
    public void suspend(long sequence, boolean suspended) {
        slots.forEach(slot -> slot.suspend(sequence, suspended));
    }

    @Override
    public void abandon() {
        sweep.killAll(KILL_LIMIT_NANOS);
        if (terminal != null) {
            terminal.takeBack();
        }
        String inputs = setup.getCommands().getInputDirectory();
        if (!inputs.isEmpty()) {
            WorkerLoop.removeDirectory(Path.of(inputs));
        }
    }

    @Override
    public void suspend(boolean suspended) {
        if (terminal != null && !suspended) {
            terminal.resumed();
        }
        sweep.signal((suspended ? Signal.STOP : Signal.CONT).number());
    }

    @Override
    public void housekeeping() {
        for (int group : lingering) {
            while (Posix.poll(-group).isPresent()) {
                // Adopted orphans of the group that have ended.
            }
            if (!Posix.exists(-group)) {
                lingering.remove(group);
            }
        }
    }

    /** One line for the user where a command could not be started. */
    static String startFailure(ByteString line, int errno) {
        return "drover: cannot start a command of " + line.size() + " bytes: " + PosixException.text(errno) + "\n";
    }
}
