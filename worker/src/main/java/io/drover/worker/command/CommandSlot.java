package io.drover.worker.command;

import com.google.protobuf.ByteString;
import io.drover.posix.Descriptors;
import io.drover.posix.ExitStatus;
import io.drover.posix.NativeBuffer;
import io.drover.posix.PollSet;
import io.drover.posix.Posix;
import io.drover.posix.PosixException;
import io.drover.posix.Reaped;
import io.drover.posix.Signal;
import io.drover.posix.Spawner;
import io.drover.proto.CommandSetup;
import io.drover.proto.TaskRequest;
import io.drover.proto.TaskResult;
import io.drover.wire.Scoreboard;
import io.drover.worker.slot.SinkPort;
import io.drover.worker.slot.SlotLoop;
import io.drover.worker.slot.SlotPort;
import io.drover.worker.slot.TaskQueue;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import java.util.function.ToIntFunction;

/**
 * One slot for commands: a thread that starts a command, reads what it prints, and waits for its end.
 *
 * <p>A command is over when its process ends, as for GNU parallel; what its background children print later is not
 * waited for.
 */
public final class CommandSlot implements ProcessSlot {
    private static final int EXIT = CommandOutput.STREAMS;
    private static final int WAKE = EXIT + 1;
    /** Standard input, output and error. */
    private static final int STANDARD = 3;
    /** Descriptors that the supervisor gave this worker: its own stdout and stderr. */
    private static final int SUPERVISOR_OUT = Scoreboard.DESCRIPTOR + 1;
    private static final int SUPERVISOR_ERR = Scoreboard.DESCRIPTOR + 2;
    private static final int[] PASSED_ON = {SUPERVISOR_OUT, SUPERVISOR_ERR};
    private static final int EXIT_CANNOT_START = 126;
    /** What execve(2) takes at most (3/4 of _STK_LIM): the kernel need not be asked with copies of more. */
    private static final int LONGEST_LINE = 6 << 20;
    private static final int QUICK_MILLIS = 2;
    /** The result of a shorter command may wait for others while the slot has more to do. */
    private static final long SHORT_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

    private static final IntFunction<Reaped> REAP = Posix::reap;

    private final CommandGroups groups;
    private final int number;
    private final CommandSetup setup;
    private final CommandEnvironment environment;
    private final int idleInput;
    /** Null where commands have none. */
    private final TerminalTurns terminal;
    private final SlotLoop loop;
    private final Spawner spawner = new Spawner();
    private final PollSet polled = new PollSet(WAKE + 1);
    private final NativeBuffer buffer = new NativeBuffer(SinkPort.MAX_CHUNK);
    private final SlotProcess process = new SlotProcess();
    private final CommandOutput output;
    private CommandInput input;

    public CommandSlot(int index, SlotTools tools) {
        this.groups = tools.groups();
        this.number = tools.number(index);
        this.setup = tools.setup().getCommands();
        this.environment = tools.environment();
        this.idleInput = tools.idleInput();
        this.terminal = tools.terminal();
        SlotPort port = new SlotPort(tools.sink(), number, process::stopping);
        this.loop = new SlotLoop(index, tools.queue(), tools.scoreboard(), port, SHORT_NANOS);
        this.output = new CommandOutput(port, polled, buffer, setup.getLive(), setup.getEmitDescriptor() > 0);
    }

    @Override
    public SlotProcess process() {
        return process;
    }

    @Override
    public void run() {
        try {
            loop.run(this::attempt);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private TaskResult.Builder attempt(TaskQueue.Started started) throws InterruptedException {
        TaskRequest task = started.task();
        if (task.getPayload().size() > LONGEST_LINE) {
            return notStarted(CommandEnvironment.startFailure(task.getPayload(), PosixException.E2BIG));
        }
        byte[] line = TaskSurroundings.fill(task.getPayload(), task.getSlotsList(), number);
        TaskSurroundings surroundings = new TaskSurroundings(task, number);
        output.begin(started.sequence());
        process.runs(started.sequence());
        try {
            surroundings.make();
        } catch (PosixException e) {
            surroundings.remove();
            return notStarted("drover: cannot start a command: " + e.getMessage() + "\n");
        }
        try {
            start(task, line, surroundings);
        } catch (PosixException e) {
            endInput();
            surroundings.remove();
            return notStarted(CommandEnvironment.startFailure(task.getPayload(), e.errno()));
        }
        TaskResult.Builder result = watch(started);
        endInput();
        surroundings.remove();
        return result;
    }

    private static TaskResult.Builder notStarted(String reason) {
        return TaskResult.newBuilder()
                .setExitCode(EXIT_CANNOT_START)
                .setError(ByteString.copyFrom(reason, StandardCharsets.UTF_8));
    }

    private void endInput() throws InterruptedException {
        if (input != null) {
            input.ended();
            input = null;
        }
    }

    private void start(TaskRequest task, byte[] line, TaskSurroundings surroundings) {
        input = new CommandInput(task, idleInput);
        var start = new Start(environment, spawner, line, surroundings, task.getId(), number, input.descriptor(), setup.getEmitDescriptor());
        try {
            process.started(setup.getUngroup() ? start.applyAsInt(PASSED_ON) : output.capture(start));
        } finally {
            input.started();
        }
    }

    /** Starts a command with descriptors for what it prints and sends. No lambda, as {@link CommandLine} has none. */
    private record Start(
            CommandEnvironment environment,
            Spawner spawner,
            byte[] line,
            TaskSurroundings surroundings,
            long task,
            int slot,
            int input,
            int lastEmit)
            implements ToIntFunction<int[]> {
        @Override
        public int applyAsInt(int[] ends) {
            int[] descriptors = new int[Math.max(STANDARD, lastEmit + 1)];
            // All but the standard ones are for items.
            Arrays.fill(descriptors, ends[ends.length - 1]);
            descriptors[0] = input;
            System.arraycopy(ends, 0, descriptors, 1, 2);
            return environment.spawn(spawner, line, surroundings, task, slot, descriptors);
        }
    }

    private long timeoutMillis(TaskRequest task) {
        return task.hasTimeoutMillis() ? task.getTimeoutMillis() : setup.getTimeoutMillis();
    }

    private TaskResult.Builder watch(TaskQueue.Started started) throws InterruptedException {
        int pid = process.pid();
        int exit = Posix.pidDescriptor(pid);
        polled.watch(WAKE, process.orders());
        polled.watch(EXIT, exit);
        if (exit >= 0 && !output.expectsMuch()) {
            awaitQuickEnd();
        }
        output.watch();
        TermPlan plan = new TermPlan(setup, timeoutMillis(started.task()), started.nanos());
        while (!(exit >= 0 ? polled.ready(EXIT) : !output.open())) {
            int wait = plan.waitMillis(System.nanoTime());
            if (terminal != null) {
                wait = terminal.runs(pid, wait);
            }
            boolean ready = polled.await(wait);
            plan.look(System.nanoTime());
            if (ready) {
                if (polled.ready(WAKE)) {
                    asked(plan);
                }
                // A command that waits with us is not charged for the time.
                plan.postpone(output.read());
            }
            OptionalInt due = plan.dueSignal(System.nanoTime());
            if (due.isPresent()) {
                process.signal(due.getAsInt());
            }
        }
        polled.watch(EXIT, -1);
        polled.watch(WAKE, -1);
        output.drain();
        if (exit >= 0) {
            Descriptors.close(exit);
        }
        return reap(plan, started.task().getId());
    }

    /** Most commands are short and print less than a pipe holds: one wake-up, at their end, is enough for them. */
    private void awaitQuickEnd() {
        output.ignore();
        polled.await(QUICK_MILLIS);
    }

    private void asked(TermPlan plan) {
        Descriptors.read(process.orders(), buffer);
        if (process.takeKill()) {
            plan.kill();
        }
        plan.suspend(process.suspended(), System.nanoTime());
    }

    private TaskResult.Builder reap(TermPlan plan, long taskId) {
        int group = process.pid();
        boolean wholly = plan.ending() || setup.getEndLeftovers();
        if (wholly) {
            // The leader is not reaped yet, so the number of the group is still ours.
            Posix.kill(-group, Signal.KILL);
        }
        SlotProcess.End end = process.reap(REAP);
        process.runs(0);
        Reaped reaped = end.reaped();
        groups.leaderReaped(group);
        if (terminal != null) {
            terminal.ended(group, reaped.status(), plan.ending() || end.stopping());
        }
        if (wholly) {
            groups.sweepTask(taskId);
        }
        TaskResult.Builder result = TaskResult.newBuilder()
                .setUserMicros(reaped.userMicros())
                .setSystemMicros(reaped.systemMicros())
                .setMaxRssKib(reaped.maxRssKib())
                .setTimedOut(plan.timedOut())
                .setKilled(plan.killed() || end.stopping())
                .setOutput(output.take(CommandOutput.OUT))
                .setError(output.take(CommandOutput.ERR));
        if (reaped.status() instanceof ExitStatus.Exited exited) {
            result.setExitCode(exited.code());
        } else if (reaped.status() instanceof ExitStatus.Signaled signaled) {
            result.setSignal(signaled.signal());
        }
        return result;
    }
}
