package io.drover.supervisor;

import io.drover.posix.ExitStatus;
import io.drover.posix.Posix;
import io.drover.posix.Signal;
import io.drover.posix.ThisProcess;
import io.drover.proto.FromWorker;
import io.drover.supervisor.core.OutOfMemory;
import io.drover.supervisor.core.WorkerKey;
import io.drover.supervisor.process.WorkerLauncher;
import io.drover.supervisor.transport.Transport;
import io.drover.wire.PauseWatch;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import java.util.function.Predicate;

/**
 * The one loop that owns all state of a supervisor. Orders, child exits, messages and input become events of the crew that they concern.
 * Nothing here blocks but the wait for the next event.
 */
final class SupervisorLoop {
    private static final long LONGEST_WAIT_NANOS = TimeUnit.MILLISECONDS.toNanos(PauseWatch.LONGEST_WAIT_MILLIS);
    private static final long HOUSEKEEPING_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

    private final Ports ports;
    private final WorkerLauncher launcher;
    private final Transport transport;
    /** What other threads want of the loop, in the order in which it came. */
    private final Queue<LongConsumer> told = new ConcurrentLinkedQueue<>();
    private final Queue<Look<?>> looks = new ConcurrentLinkedQueue<>();
    private final AtomicInteger hired = new AtomicInteger();
    private final List<HiredCrew> crews = new ArrayList<>();
    /** Those whose followers are still at work. */
    private final List<EndingCrew> ending = new ArrayList<>();
    private final Map<Integer, HiredCrew> crewOfPlace = new HashMap<>();
    private final PauseWatch watch = new PauseWatch(System.nanoTime());
    private int nextPlace;
    private int survivors;
    private boolean closing;
    /** Null before the loop has begun and after its end. */
    private volatile Thread thread;
    private volatile boolean ended;
    /** Those whose end somebody may wait for. */
    private final Set<Crew> open = ConcurrentHashMap.newKeySet();
    private long nextHousekeeping;
    /** Of all events of this round. */
    private long time;
    // Made once, and not in each round: the supervisor's compiler (C1) has them made half interpreted.
    private final Consumer<FromWorker> messages = this::onMessage;
    private final BiConsumer<WorkerKey, ExitStatus> exits = (worker, status) -> crewOf(worker).onExit(worker, status, time);
    private final Consumer<WorkerKey> cutOff = this::onCutOff;
    private final Predicate<HiredCrew> over = crew -> dropIfOver(crew, time);
    private final Predicate<EndingCrew> done = crew -> crew.isOver(time);

    SupervisorLoop(Ports ports) {
        this.ports = ports;
        this.launcher = ports.launcher();
        this.transport = ports.transport();
        launcher.onExit(transport::wake);
    }

    // ------------------------------------------------------------- any thread

    Crew hire(CrewPlan plan, Intake tasks, Follower follower) {
        Crew crew = new Crew(hired.getAndIncrement(), this::tell);
        open.add(crew);
        crew.end().whenComplete((end, failure) -> open.remove(crew));
        tell(now -> begin(crew, plan, tasks, follower, now));
        if (ended) {
            abandon();
        }
        return crew;
    }

    /** Nobody is to wait for what does not come. */
    private void abandon() {
        open.forEach(crew -> crew.end().completeExceptionally(new IllegalStateException("the supervisor of " + crew + " has ended before it")));
    }

    void tell(Order order) {
        if (order instanceof CrewOrder ofCrew) {
            tell(now -> {
                ending.forEach(crew -> crew.obey(ofCrew));
                crews.forEach(crew -> crew.obey(ofCrew, now));
            });
        } else {
            tell(now -> obey((SupervisorOrder) order, now));
        }
    }

    private void tell(Crew crew, CrewOrder order) {
        tell(now -> {
            ending.stream().filter(endingCrew -> endingCrew.is(crew)).forEach(endingCrew -> endingCrew.obey(order));
            crews.stream().filter(hiredCrew -> hiredCrew.is(crew)).forEach(hiredCrew -> hiredCrew.obey(order, now));
        });
    }

    private void tell(LongConsumer action) {
        told.add(action);
        transport.wake();
    }

    /** What there is between two rounds; of no crew before the loop has begun and after its end. */
    <T> T look(BiFunction<List<HiredCrew>, Long, T> at) {
        if (Thread.currentThread() == thread) {
            return at.apply(crews, System.nanoTime());
        }
        Look<T> look = new Look<>(at, new CompletableFuture<>());
        looks.add(look);
        if (thread == null) {
            answer(List.of(), 0);
        } else {
            transport.wake();
        }
        return look.seen().join();
    }

    private record Look<T>(BiFunction<List<HiredCrew>, Long, T> at, CompletableFuture<T> seen) {
        void answer(List<HiredCrew> crews, long now) {
            seen.complete(at.apply(crews, now));
        }
    }

    private void answer(List<HiredCrew> of, long now) {
        for (Look<?> look = looks.poll(); look != null; look = looks.poll()) {
            look.answer(of, now);
        }
    }

    // --------------------------------------------------------------- the loop

    SupervisorEnd run() throws IOException {
        thread = Thread.currentThread();
        try {
            drainTold(System.nanoTime());
            while (!closing || !crews.isEmpty() || !ending.isEmpty()) {
                round();
            }
            return new SupervisorEnd(survivors);
        } catch (OutOfMemoryError e) {
            throw new IOException(OutOfMemory.text(e), e);
        } finally {
            thread = null;
            answer(List.of(), 0);
            ended = true;
            abandon();
        }
    }

    private void round() {
        long now = awaitEvent();
        time = now;
        drainTold(now);
        transport.drain(messages);
        launcher.drainExits(exits);
        transport.drainCutOff(cutOff);
        if (transport.failure() != null) {
            crews.forEach(crew -> crew.giveUp(transport.failure(), now));
        }
        for (HiredCrew crew : crews) {
            crew.round(now);
        }
        crews.removeIf(over);
        ending.removeIf(done);
        housekeeping(now);
        if (!looks.isEmpty()) {
            answer(crews, now);
        }
    }

    private void onMessage(FromWorker message) {
        WorkerKey worker = new WorkerKey(message.getWorker(), message.getGeneration());
        HiredCrew crew = crewOf(worker);
        if (crew != null) {
            crew.onMessage(worker, message, time);
        }
    }

    private void onCutOff(WorkerKey worker) {
        launcher.signal(worker, Signal.KILL);
    }

    /** Waits until something happens or is due; returns the time of all events of this round. */
    private long awaitEvent() {
        long before = System.nanoTime();
        long paused = watch.look(before);
        long deadline = before + LONGEST_WAIT_NANOS;
        for (HiredCrew crew : crews) {
            deadline = Math.min(deadline, crew.nextDeadline(before));
        }
        watch.until(deadline);
        transport.await(Math.max(0, TimeUnit.NANOSECONDS.toMillis(deadline - before + 999_999)));
        long now = System.nanoTime();
        // No deadline counts the time in between.
        if (paused + watch.look(now) > 0) {
            crews.forEach(crew -> crew.onResume(now));
        }
        return now;
    }

    private void drainTold(long now) {
        for (LongConsumer action = told.poll(); action != null; action = told.poll()) {
            action.accept(now);
        }
    }

    private void begin(Crew crew, CrewPlan plan, Intake tasks, Follower follower, long now) {
        HiredCrew begun = new HiredCrew(crew, plan, tasks, follower, ports, this::addPlace, this::isAlone);
        crews.add(begun);
        begun.start(now);
    }

    private int addPlace(HiredCrew crew) {
        crewOfPlace.put(nextPlace, crew);
        return nextPlace++;
    }

    /** What goes to all workers of the only crew may go to the process group at once. */
    private boolean isAlone() {
        return crews.size() == 1;
    }

    private boolean dropIfOver(HiredCrew crew, long now) {
        if (!crew.isOver()) {
            return false;
        }
        crewOfPlace.values().removeIf(owner -> owner == crew);
        survivors = launcher.sweepOrphans();
        ending.add(crew.end(now));
        return true;
    }

    private void obey(SupervisorOrder order, long now) {
        switch (order) {
            case CLOSE -> closing = true;
            case SUSPEND -> suspend(now);
            case RESUME -> crews.forEach(crew -> crew.resume(now));
            case LIST_TASKS -> crews.forEach(HiredCrew::listTasks);
        }
    }

    private void suspend(long now) {
        if (ThisProcess.isFirst()) {
            // Nobody could continue what its own signal does not stop.
            crews.forEach(crew -> crew.log("process 1 cannot be stopped: it goes on"));
            return;
        }
        crews.forEach(crew -> crew.suspend(now));
        // A CONT that comes at once would reach a worker before it has stopped, and then it would stay so.
        launcher.awaitStops();
        Posix.kill(ThisProcess.id(), Signal.STOP);
    }

    /** What is left of a crew that is over has none. */
    private HiredCrew crewOf(WorkerKey worker) {
        return crewOfPlace.get(worker.place());
    }

    private void housekeeping(long now) {
        if (now >= nextHousekeeping) {
            nextHousekeeping = now + HOUSEKEEPING_NANOS;
            launcher.tidy();
            crews.forEach(crew -> crew.tellRunning(now));
        }
    }
}
