package io.drover.supervisor.core;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.drover.posix.Signal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** Notes what the core wants done. Each {@code take…} hands out and forgets; what nobody takes is an unexpected effect. */
final class RecordingEffects implements Effects {
    /** Tasks that went to a worker, by their numbers in the run. */
    record Send(WorkerKey worker, int epoch, long first, List<Long> tasks) {}

    /** A signal to one worker. */
    record Sent(WorkerKey worker, Signal signal) {}

    /** What was asked back from a worker that is far away. */
    record Recall(WorkerKey worker, int epoch) {}

    /** An attempt that is to end. */
    record End(WorkerKey worker, long sequence) {}

    private final Map<WorkerKey, FakeBoard> boards = new HashMap<>();
    private final Set<WorkerKey> dead = new HashSet<>();
    private final List<WorkerKey> spawns = new ArrayList<>();
    private final List<Integer> firstSlots = new ArrayList<>();
    private final List<Send> sends = new ArrayList<>();
    private final List<Long> asked = new ArrayList<>();
    private final List<Recall> recalls = new ArrayList<>();
    private final List<End> ends = new ArrayList<>();
    private final List<String> suspensions = new ArrayList<>();
    private final List<WorkerKey> finishes = new ArrayList<>();
    private final List<Sent> signals = new ArrayList<>();
    private final List<Signal> broadcasts = new ArrayList<>();
    private final List<WorkerKey> dumps = new ArrayList<>();
    private final List<WorkerKey> forgotten = new ArrayList<>();
    private final List<Long> retried = new ArrayList<>();
    private final List<Long> discarded = new ArrayList<>();
    private final List<FinishedTask> finished = new ArrayList<>();
    private final List<String> logs = new ArrayList<>();
    private final List<String> holds = new ArrayList<>();
    private int sweeps;
    private int inputCloses;
    private boolean spawnsFail;
    private boolean slowToDump;
    private boolean far;

    FakeBoard board(WorkerKey worker) {
        return boards.get(worker);
    }

    @Override
    public Optional<Board> spawn(WorkerKey worker, int slots, int firstSlot) {
        spawns.add(worker);
        firstSlots.add(firstSlot);
        if (spawnsFail) {
            return Optional.empty();
        }
        FakeBoard board = new FakeBoard(slots);
        boards.put(worker, board);
        return Optional.of(board);
    }

    /** From now on recalls are answered by somebody else. */
    void workersAreFar() {
        far = true;
    }

    /** Nobody but the board answers for it. */
    void died(WorkerKey worker) {
        dead.add(worker);
    }

    @Override
    public OptionalLong recall(WorkerKey worker, int epoch) {
        if (far && !dead.contains(worker)) {
            recalls.add(new Recall(worker, epoch));
            return OptionalLong.empty();
        }
        return OptionalLong.of(board(worker).recall(epoch));
    }

    List<Recall> takeRecalls() {
        return take(recalls);
    }

    /** Whether a thread dump is there as soon as somebody looks. */
    void dumpSlowly(boolean slowly) {
        slowToDump = slowly;
    }

    /** From now on no worker can be started. */
    void failSpawns() {
        spawnsFail = true;
    }

    @Override
    public void send(WorkerKey worker, int epoch, long firstSequence, List<TaskState> tasks) {
        sends.add(new Send(
                worker, epoch, firstSequence, tasks.stream().map(task -> task.spec().id()).toList()));
    }

    @Override
    public void askToStart(TaskSpec task) {
        asked.add(task.id());
    }

    @Override
    public void end(WorkerKey worker, long sequence) {
        ends.add(new End(worker, sequence));
    }

    @Override
    public void suspend(WorkerKey worker, long sequence, boolean suspend) {
        suspensions.add((suspend ? "stop " : "go ") + sequence);
    }

    @Override
    public void signalTask(WorkerKey worker, long sequence, int signal) {
        suspensions.add("signal " + signal + " " + sequence);
    }

    @Override
    public void finish(WorkerKey worker) {
        finishes.add(worker);
    }

    @Override
    public void signal(WorkerKey worker, Signal signal) {
        signals.add(new Sent(worker, signal));
    }

    @Override
    public void broadcast(Signal signal) {
        broadcasts.add(signal);
    }

    @Override
    public void sweepOrphans() {
        sweeps++;
    }

    @Override
    public boolean hasThreadDump(WorkerKey worker) {
        return !slowToDump;
    }

    @Override
    public void showThreadDump(WorkerKey worker, Map<Integer, TaskSpec> late) {
        dumps.add(worker);
    }

    @Override
    public void forget(WorkerKey worker) {
        forgotten.add(worker);
    }

    @Override
    public void retried(FinishedTask attempt) {
        retried.add(attempt.task().id());
    }

    @Override
    public void discard(TaskSpec task) {
        discarded.add(task.id());
    }

    @Override
    public void finished(FinishedTask task) {
        finished.add(task);
    }

    /** What starts were held back by, and "none" where they were not any more; not part of {@link #assertNothingElse}. */
    List<String> takeHolds() {
        List<String> taken = List.copyOf(holds);
        holds.clear();
        return taken;
    }

    @Override
    public void held(Hold hold) {
        holds.add(hold == null ? "none" : hold.cause().name());
    }

    @Override
    public void closeInput() {
        inputCloses++;
    }

    @Override
    public void log(String line) {
        logs.add(line);
    }

    List<WorkerKey> takeSpawns() {
        return take(spawns);
    }

    List<Send> takeSends() {
        return take(sends);
    }

    /** The numbers of all tasks sent, whoever got them. */
    List<Long> takeSentTasks() {
        return takeSends().stream().flatMap(send -> send.tasks().stream()).toList();
    }

    List<Long> takeAsked() {
        return take(asked);
    }

    List<End> takeEnds() {
        return take(ends);
    }

    /** Sequence numbers of attempts that are to end, whoever runs them. */
    List<Long> takeEndedSequences() {
        return takeEnds().stream().map(End::sequence).toList();
    }

    /** "stop 1", "go 1": by sequence numbers. */
    List<String> takeSuspensions() {
        return take(suspensions);
    }

    List<WorkerKey> takeFinishes() {
        return take(finishes);
    }

    List<Sent> takeSignals() {
        return take(signals);
    }

    List<Signal> takeBroadcasts() {
        return take(broadcasts);
    }

    /** Of the workers that were spawned since the last call, the numbers of their first slots. */
    List<Integer> takeFirstSlots() {
        return take(firstSlots);
    }

    List<WorkerKey> takeDumps() {
        return take(dumps);
    }

    List<WorkerKey> takeForgotten() {
        return take(forgotten);
    }

    List<Long> takeDiscarded() {
        return take(discarded);
    }

    List<Long> takeRetried() {
        return take(retried);
    }

    List<FinishedTask> takeFinished() {
        return take(finished);
    }

    List<String> takeLogs() {
        return take(logs);
    }

    int takeSweeps() {
        int taken = sweeps;
        sweeps = 0;
        return taken;
    }

    int takeInputCloses() {
        int taken = inputCloses;
        inputCloses = 0;
        return taken;
    }

    /** Drops all that was noted: the test is about what comes next. */
    void skip() {
        List.of(spawns, firstSlots, recalls, sends, asked, ends, suspensions, finishes, signals, broadcasts, dumps, forgotten, retried,
                        discarded, finished, logs)
                .forEach(List::clear);
        sweeps = 0;
        inputCloses = 0;
    }

    void assertNothingElse() {
        assertEquals(
                "spawns=[] sends=[] asked=[] ends=[] suspensions=[] finishes=[] signals=[] broadcasts=[] dumps=[]"
                        + " forgotten=[] retried=[] discarded=[] finished=[] logs=[] sweeps=0 inputCloses=0",
                "spawns=" + spawns + " sends=" + sends + " asked=" + asked + " ends=" + ends + " suspensions=" + suspensions
                        + " finishes=" + finishes + " signals=" + signals
                        + " broadcasts=" + broadcasts + " dumps=" + dumps + " forgotten=" + forgotten + " retried="
                        + retried + " discarded=" + discarded + " finished=" + finished + " logs=" + logs + " sweeps=" + sweeps
                        + " inputCloses=" + inputCloses);
    }

    private static <T> List<T> take(List<T> list) {
        List<T> taken = List.copyOf(list);
        list.clear();
        return taken;
    }
}
