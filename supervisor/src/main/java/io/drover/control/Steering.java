package io.drover.control;

import com.google.protobuf.ByteString;
import io.drover.posix.Signal;
import io.drover.posix.ThisProcess;
import io.drover.proto.ControlReply;
import io.drover.proto.ControlRequest;
import io.drover.proto.Explanation;
import io.drover.proto.SupervisorSight;
import io.drover.supervisor.CrewOrder;
import io.drover.supervisor.Sight;
import io.drover.supervisor.core.Hold;
import io.drover.supervisor.core.Ledger;
import io.drover.supervisor.core.RunProgress;
import io.drover.supervisor.core.RunningTask;
import io.drover.supervisor.core.WorkerSight;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Makes orders of requests, and messages of what is seen. One thread at a time. */
public final class Steering {
    /** Bytes of what a task runs. */
    private static final int LONGEST_TITLE = 500;
    private static final int MOST_SLOTS = 10_000;
    /** The last of the real-time signals. */
    private static final int MOST_SIGNAL = 64;

    private final Subject subject;
    private final Explaining explaining;
    private final long startedMillis = System.currentTimeMillis();

    /** @param subject what it is about */
    public Steering(Subject subject) {
        this.subject = subject;
        this.explaining = new Explaining(subject);
    }

    /**
     * Does it, or has it done in the next round of the loop.
     *
     * @param request with its version
     * @return why it is not done, too
     */
    public ControlReply answer(ControlRequest request) {
        ControlReply.Builder reply = ControlReply.newBuilder().setVersion(ControlVersion.number());
        if (request.getVersion() != ControlVersion.number()) {
            return reply.setRefused("this is a Drover of another version: use the one that was started").build();
        }
        try {
            if (!subject.desk().answer(request, reply)) {
                answer(request, reply);
            }
        } catch (RefusedException e) {
            reply.clear().setVersion(ControlVersion.number()).setRefused(e.getMessage());
        }
        return reply.build();
    }

    private void answer(ControlRequest request, ControlReply.Builder reply) throws RefusedException {
        switch (request.getRequestCase()) {
            case LOOK -> reply.setSight(sight());
            case SCALE -> reply.setDone(scale(request.getScale()));
            case PAUSE -> reply.setDone(tell(new CrewOrder.Hold(), "no task starts"));
            case RESUME -> reply.setDone(tell(new CrewOrder.Go(), ""));
            case DRAIN -> {
                subject.drain().run();
                reply.setDone("no more tasks are taken");
            }
            case STOP -> reply.setDone(stop(request.getStop().getNow()));
            case CANCEL -> reply.setDone(cancel(request.getCancel().getTasksList()));
            case RESTART -> reply.setDone(restart());
            case SIGNAL -> reply.setDone(signal(request.getSignal()));
            case EXPLAIN -> reply.setExplanation(Explanation.newBuilder().addAllLines(explaining.lines(request.getExplain())));
            case UPGRADE, TAKE_OVER, TOOK_OVER -> throw new RefusedException("it is no service: it cannot be taken over");
            case SUBMIT, LIST, READ, RETRY, FORGET, GROUPS, GROUP, EDIT, STASH, ENQUEUE, DROP, OUTPUT ->
                    throw new RefusedException("it has no queue: drover serve starts a service");
            case PROCESS, ROLL, RELOAD, PRINTED -> throw new RefusedException("it keeps no processes: drover up and serve -f do");
            case REQUEST_NOT_SET -> throw new RefusedException("that is no request");
        }
    }

    private String tell(CrewOrder order, String done) {
        subject.crews().forEach(member -> member.crew().tell(order));
        return done;
    }

    // ----------------------------------------------------------------- orders

    /** As a signal, and a second one. */
    private String stop(boolean now) {
        for (int i = 0; i < (now ? 2 : 1); i++) {
            subject.supervisor().tell(new CrewOrder.Stop(Signal.TERM));
        }
        return "it ends";
    }

    private String scale(ControlRequest.Scale wanted) throws RefusedException {
        Subject.Member member = member(wanted.getCrew());
        Sight.CrewSight now = look(member).orElseThrow(() -> new RefusedException("it is over"));
        long slots = wanted.getRelative() ? (long) now.progress().slots() + wanted.getSlots() : wanted.getSlots();
        if (slots < 1 || slots > MOST_SLOTS) {
            throw new RefusedException("there can be 1 to " + MOST_SLOTS + " tasks at a time, not " + slots);
        }
        int scaled = member.helm().scale((int) slots, now.workers());
        return scaled + (scaled == 1 ? " task" : " tasks") + " at a time";
    }

    private Subject.Member member(String name) throws RefusedException {
        List<String> names = subject.crews().stream().map(Subject.Member::name).toList();
        if (name.isEmpty() && names.size() > 1) {
            throw new RefusedException("say which stage: " + String.join(", ", names));
        }
        return subject.crews().stream()
                .filter(member -> name.isEmpty() || member.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new RefusedException("it has no stage " + name + (names.size() > 1 ? ", but " + String.join(", ", names) : "")));
    }

    private String cancel(List<Long> numbers) throws RefusedException {
        if (numbers.isEmpty()) {
            throw new RefusedException("say which tasks");
        }
        List<Sight.CrewSight> seen = subject.supervisor().look().crews();
        for (long number : numbers) {
            // A task that waits is known by its id, which is its number in all but a resumed run.
            long id = seen.stream()
                    .flatMap(crew -> crew.running().stream())
                    .filter(running -> running.task().number() == number)
                    .mapToLong(running -> running.task().id())
                    .findFirst()
                    .orElse(number);
            subject.crews().forEach(member -> member.helm().cancel(id));
        }
        return "";
    }

    private String signal(ControlRequest.SignalTask wanted) throws RefusedException {
        int signal = wanted.getSignal();
        if (signal < 1 || signal > MOST_SIGNAL) {
            throw new RefusedException("there is no signal " + signal);
        }
        for (Sight.CrewSight crew : subject.supervisor().look().crews()) {
            for (RunningTask running : crew.running()) {
                if (running.task().number() == wanted.getTask()) {
                    send(crew.crew(), running.task().id(), signal);
                    return "";
                }
            }
        }
        throw new RefusedException("task " + wanted.getTask() + " does not run");
    }

    private void send(int crew, long task, int signal) throws RefusedException {
        for (Subject.Member member : subject.crews()) {
            if (member.crew().number() == crew) {
                if (!member.helm().takesSignals()) {
                    throw new RefusedException("only commands take signals, and this is a Java task: drover cancel ends it");
                }
                member.crew().tell(new CrewOrder.SignalTask(task, signal));
            }
        }
    }

    private String restart() {
        int count = 0;
        Sight seen = subject.supervisor().look();
        for (Subject.Member member : subject.crews()) {
            for (WorkerSight worker : of(member, seen).map(Sight.CrewSight::workers).orElse(List.of())) {
                member.crew().tell(new CrewOrder.Replace(worker.worker()));
                count++;
            }
        }
        return count + (count == 1 ? " worker is replaced" : " workers are replaced") + ", each when another is ready";
    }

    // ------------------------------------------------------------------ sight

    private Optional<Sight.CrewSight> look(Subject.Member member) {
        return of(member, subject.supervisor().look());
    }

    private static Optional<Sight.CrewSight> of(Subject.Member member, Sight seen) {
        return seen.crews().stream().filter(crew -> crew.crew() == member.crew().number()).findFirst();
    }

    private SupervisorSight sight() {
        SupervisorSight.Builder sight = SupervisorSight.newBuilder()
                .setKind(subject.kind())
                .setName(subject.naming().name())
                .setPid(ThisProcess.id())
                .setStartedMillis(startedMillis);
        subject.naming().arguments().forEach(word -> sight.addArguments(ByteString.copyFrom(word)));
        Sight seen = subject.supervisor().look();
        for (Subject.Member member : subject.crews()) {
            of(member, seen).map(crew -> crew.progress().hold())
                    .filter(hold -> hold.cause() == Hold.Cause.WORKERS)
                    .ifPresent(hold -> sight.setBroken(hold.toString()));
            sight.addCrews(of(member, seen).map(crew -> crew(member, crew)).orElseGet(() -> over(member)));
        }
        subject.desk().tell(sight);
        return sight.build();
    }

    private SupervisorSight.Crew.Builder crew(Subject.Member member, Sight.CrewSight seen) {
        RunProgress progress = seen.progress();
        SupervisorSight.Crew.Builder crew = totals(member, progress.totals())
                .setSlots(progress.slots())
                .setHeld(progress.hold() == null ? "" : progress.hold().toString());
        if (progress.total() >= 0) {
            crew.setTotal(progress.total());
        }
        if (progress.leftNanos() >= 0) {
            crew.setLeftMillis(TimeUnit.NANOSECONDS.toMillis(progress.leftNanos()));
        }
        seen.running().forEach(task -> crew.addRunning(task(task)));
        seen.workers().forEach(worker -> crew.addWorkers(worker(worker, seen.processes().getOrDefault(worker.worker(), 0))));
        return crew;
    }

    private static SupervisorSight.Crew.Builder over(Subject.Member member) {
        boolean known = member.crew().end().isDone() && !member.crew().end().isCompletedExceptionally();
        return totals(member, known ? member.crew().end().join().totals() : new Ledger.Totals(0, 0, 0, 0, 0, 0));
    }

    private static SupervisorSight.Crew.Builder totals(Subject.Member member, Ledger.Totals totals) {
        return SupervisorSight.Crew.newBuilder()
                .setName(member.name())
                .setSubmitted(totals.submitted())
                .setOk(totals.ok())
                .setFailed(totals.failed())
                .setTimedOut(totals.timedOut())
                .setLost(totals.lost())
                .setCancelled(totals.cancelled());
    }

    private SupervisorSight.Task.Builder task(RunningTask running) {
        ByteString title = ByteString.copyFrom(subject.title().apply(running.task()));
        return SupervisorSight.Task.newBuilder()
                .setNumber(running.task().number())
                .setSlot(running.slot())
                .setWorker(running.worker())
                .setRunMillis(TimeUnit.NANOSECONDS.toMillis(running.runNanos()))
                .setTitle(title.size() > LONGEST_TITLE ? title.substring(0, LONGEST_TITLE) : title);
    }

    private static SupervisorSight.Worker.Builder worker(WorkerSight worker, int process) {
        return SupervisorSight.Worker.newBuilder()
                .setWorker(worker.worker().place())
                .setGeneration(worker.worker().generation())
                .setPid(process)
                .setLife(worker.life().name().toLowerCase(Locale.ROOT))
                .setSlots(worker.slots())
                .setTasks(worker.tasks());
    }
}
