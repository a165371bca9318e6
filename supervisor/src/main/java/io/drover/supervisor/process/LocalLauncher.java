package io.drover.supervisor.process;

import io.drover.posix.Descriptors;
import io.drover.posix.ExitStatus;
import io.drover.posix.Helpers;
import io.drover.posix.MemoryFiles;
import io.drover.posix.Posix;
import io.drover.posix.PosixException;
import io.drover.posix.ProcessTree;
import io.drover.posix.Signal;
import io.drover.posix.Spawner;
import io.drover.posix.Sweep;
import io.drover.posix.ThisProcess;
import io.drover.proto.WorkerSetup;
import io.drover.supervisor.core.WorkerKey;
import io.drover.wire.RunMark;
import io.drover.wire.Scoreboard;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BiConsumer;
import java.util.stream.IntStream;

/** Workers as child processes: JVMs of the same installation, in one process group. */
public final class LocalLauncher implements WorkerLauncher {
    private static final long SWEEP_LIMIT_NANOS = TimeUnit.SECONDS.toNanos(2);
    private static final long STOP_LIMIT_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final long POLL_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

    private final RunDirectory directory;
    private final RunMark mark;
    /** Whatever becomes a child of this process comes from the run, but for our own helpers. */
    private final boolean alone;
    private final List<Integer> inherited = InheritedDescriptors.numbers();
    private final Reaper reaper = new Reaper();
    private final WorkerGroup group = new WorkerGroup(reaper);
    private final Spawner spawner = new Spawner();
    private final Map<WorkerKey, Child> children = new HashMap<>();
    private final Map<Integer, WorkerKey> keys = new HashMap<>();
    private final Subreaper subreaper;
    /** By what they are called where workers are started. */
    private final Map<String, KeptClassPath> classPaths = new HashMap<>();
    private final Sweep sweep = new Sweep(this::isOrphan, this::isAwaited);
    /** Null where there is none. */
    private Ahead ahead;

    private record Child(int pid, int lifeline, WorkerLog log) {}

    private record Launched(Scoreboard scoreboard, WorkerSetup setup) {}

    /** A process that waits for its setup. */
    private record Ahead(WorkerKey worker, WorkerJvm jvm, Scoreboard scoreboard) {
        boolean fits(WorkerKey other, int slots, WorkerJvm otherJvm) {
            return worker.equals(other) && scoreboard.slots() == slots && jvm == otherJvm;
        }
    }

    /**
     * @param runId in the environment of every process of the run, to recognise leftovers
     * @param ownsProcess this process exists for the run: true for the command line, false inside another program
     */
    public LocalLauncher(RunDirectory directory, String runId, boolean ownsProcess) {
        this.directory = directory;
        this.mark = new RunMark(runId);
        this.alone = ownsProcess && !ProcessTree.bornWithChildren();
        this.subreaper = new Subreaper();
        keep(ProgramPath.joined());
    }

    /** As it is now, or was when it was first asked for. */
    private KeptClassPath keep(String classPath) {
        return classPaths.computeIfAbsent(classPath, KeptClassPath::new);
    }

    /**
     * A child that was there before us is not ours, nor what it leaves behind; so where there was one, only the mark
     * counts, and the group, which dead ones still have. Elsewhere an environment without it proves nothing (env -i).
     */
    private boolean isOrphan(int pid) {
        return !isAwaited(pid) && (alone || group.has(pid) || ProcessTree.hasVariable(pid, mark.variable()));
    }

    private boolean isAwaited(int pid) {
        return keys.containsKey(pid) || Helpers.has(pid);
    }

    /**
     * Starts the process of a worker that is to be launched later, so that it is up by then. What is in the way of that tells
     * who launches it.
     *
     * @param known what its setup will have of commands
     */
    public void startAhead(WorkerKey worker, int slots, WorkerJvm jvm, WorkerSetup.Builder known) {
        try {
            ahead = new Ahead(worker, jvm, spawn(worker, slots, jvm, board -> known).scoreboard());
        } catch (IOException | PosixException e) {
            ahead = null;
        }
    }

    @Override
    public Scoreboard launch(WorkerKey worker, int slots, WorkerJvm jvm, Instructions instructions) throws IOException {
        try {
            boolean up = ahead != null && ahead.fits(worker, slots, jvm);
            Launched launched = up ? toldAhead(instructions) : spawn(worker, slots, jvm, instructions);
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            launched.setup().writeDelimitedTo(bytes);
            SetupPipe.write(children.get(worker).lifeline(), bytes.toByteArray());
            return launched.scoreboard();
        } catch (IOException | PosixException e) {
            throw new IOException("cannot start " + worker + ": " + e.getMessage(), e);
        } finally {
            endAhead();
        }
    }

    private Launched toldAhead(Instructions instructions) throws IOException {
        Scoreboard scoreboard = ahead.scoreboard();
        Launched launched = new Launched(scoreboard, finished(instructions.with(scoreboard)));
        ahead = null;
        return launched;
    }

    /** One that is still there has nobody who wants it. */
    private void endAhead() {
        if (ahead != null) {
            Child child = children.remove(ahead.worker());
            keys.remove(child.pid());
            Posix.kill(child.pid(), Signal.KILL);
            Descriptors.close(child.lifeline());
            ahead = null;
        }
    }

    private Launched spawn(WorkerKey worker, int slots, WorkerJvm jvm, Instructions instructions) throws IOException {
        try (PassedDescriptors passed = new PassedDescriptors(inherited.size())) {
            int memory = passed.add(MemoryFiles.shared(Scoreboard.size(slots)));
            Scoreboard scoreboard = Scoreboard.map(memory, slots);
            directory.ensure();
            WorkerSetup setup = finished(instructions.with(scoreboard));
            WorkerLog file = logOf(worker);
            int log = passed.add(file.open());
            Descriptors.Pipe lifeline = Descriptors.pipe();
            try {
                int input = passed.add(lifeline.readEnd());
                int[] own = descriptors(jvm, setup, input, jvm.talks() ? jvm.standardError() : log, memory);
                IntStream through = setup.getCommands().getInheritedList().stream().mapToInt(passed::copy);
                int pid = group.add(spawnInto(jvm, IntStream.concat(IntStream.of(own), through).toArray()));
                children.put(worker, new Child(pid, lifeline.writeEnd(), file));
                keys.put(pid, worker);
            } catch (PosixException e) {
                Descriptors.close(lifeline.writeEnd());
                throw e;
            }
            return new Launched(scoreboard, setup);
        }
    }

    private int[] descriptors(WorkerJvm jvm, WorkerSetup setup, int input, int log, int memory) {
        if (setup.getCommands().getUngroup()) {
            return new int[] {input, log, log, memory, jvm.standardOutput(), jvm.standardError()};
        }
        return setup.getCommands().getInheritedCount() > 0
                ? new int[] {input, log, log, memory, log, log}
                : new int[] {input, log, log, memory};
    }

    /** Commands get what we were given; Java tasks have no use for it. */
    private WorkerSetup finished(WorkerSetup.Builder setup) {
        setup.setRunDirectory(directory.path().toString());
        if (setup.hasCommands()) {
            setup.getCommandsBuilder().addAllInherited(inherited);
        }
        return setup.build();
    }

    private java.util.function.IntUnaryOperator spawnInto(WorkerJvm jvm, int[] descriptors) {
        List<byte[]> environment = OriginalEnvironment.restored(ProcessTree.environment());
        environment.removeIf(variable -> RunMark.is(latin(variable)));
        environment.add(mark.variable().getBytes(StandardCharsets.ISO_8859_1));
        jvm.change(environment);
        byte[] program = jvm.java().toString().getBytes(StandardCharsets.UTF_8);
        List<byte[]> argv = jvm.commandLine(keep(jvm.classPath()).now(), directory.path(), environment).stream()
                .map(word -> word.getBytes(StandardCharsets.UTF_8))
                .toList();
        return joined -> spawner.spawn(new Spawner.Request(
                program, argv, environment, joined, null, Spawner.Inherited.NOTHING, descriptors));
    }

    private static String latin(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    @Override
    public void yieldSlots(WorkerKey worker) {
        Child child = children.get(worker);
        if (child != null) {
            SlotThreads.giveWay(child.pid());
        }
    }

    @Override
    public OptionalInt processOf(WorkerKey worker) {
        Child child = children.get(worker);
        return child == null ? OptionalInt.empty() : OptionalInt.of(child.pid());
    }

    @Override
    public long residentBytes(WorkerKey worker) {
        Child child = children.get(worker);
        return child == null ? 0 : ProcessTree.residentBytes(child.pid());
    }

    @Override
    public void signal(WorkerKey worker, Signal signal) {
        Child child = children.get(worker);
        if (child != null) {
            Posix.kill(child.pid(), signal);
        }
    }

    @Override
    public void broadcast(Signal signal) {
        group.broadcast(signal);
    }

    @Override
    public void awaitStops() {
        long deadline = System.nanoTime() + STOP_LIMIT_NANOS;
        List<Integer> running = new ArrayList<>(keys.keySet());
        running.removeIf(pid -> Posix.stopOf(pid) != 0);
        while (!running.isEmpty() && System.nanoTime() < deadline) {
            LockSupport.parkNanos(POLL_NANOS);
            running.removeIf(pid -> Posix.stopOf(pid) != 0);
        }
    }

    @Override
    public void drainExits(BiConsumer<WorkerKey, ExitStatus> handler) {
        group.reap(reaped -> {
            WorkerKey worker = keys.remove(reaped.pid());
            if (worker != null) {
                Descriptors.close(children.remove(worker).lifeline());
                handler.accept(worker, reaped.status());
            }
        });
    }

    @Override
    public int sweepOrphans() {
        return sweep.killAll(SWEEP_LIMIT_NANOS);
    }

    @Override
    public String logTail(WorkerKey worker) {
        return logOf(worker).tail();
    }

    @Override
    public String log(WorkerKey worker) {
        return logOf(worker).text();
    }

    private WorkerLog logOf(WorkerKey worker) {
        return new WorkerLog(directory.log(worker.place(), worker.generation()));
    }

    @Override
    public void tidy() {
        children.values().forEach(child -> child.log().trim());
        // There it is given those as well that nobody here has started.
        if (ThisProcess.isFirst() && Posix.hasDeadChild()) {
            sweep.reapDead();
        }
    }

    @Override
    public void forget(WorkerKey worker) {
        logOf(worker).remove();
    }

    @Override
    public void onExit(Runnable wake) {
        reaper.onEnd(wake);
    }

    @Override
    public void close() {
        // After a run that came to its end nobody is there.
        group.end();
        children.values().forEach(child -> Descriptors.close(child.lifeline()));
        sweepOrphans();
        reaper.close();
        subreaper.close();
        classPaths.values().forEach(KeptClassPath::close);
    }
}
