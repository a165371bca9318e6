package io.drover.flow;

import io.drover.control.ControlSocket;
import io.drover.control.Desk;
import io.drover.control.Naming;
import io.drover.control.Subject;
import io.drover.flow.journal.Recorder;
import io.drover.posix.Signal;
import io.drover.supervisor.Crew;
import io.drover.supervisor.CrewEnd;
import io.drover.supervisor.CrewOrder;
import io.drover.supervisor.Follower;
import io.drover.supervisor.HeadStart;
import io.drover.supervisor.Intake;
import io.drover.supervisor.OutputFailure;
import io.drover.supervisor.Supervisor;
import io.drover.supervisor.SupervisorEnd;
import io.drover.supervisor.SupervisorOrder;
import io.drover.supervisor.core.Ledger;
import io.drover.supervisor.core.RunEnd;
import io.drover.supervisor.core.RunProgress;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;

/** A supervisor with a crew for each stage: over when nothing waits or runs anywhere and nothing more comes. */
public final class FlowRun {
    private final FlowPlan plan;
    private final HeadStart start;
    private final Intake source;
    private final Recorder recorder;
    private final Follower follower;
    private final Routed routed;
    /** Null while it does not run. */
    private volatile Open open;

    private record Open(Supervisor supervisor, Router router, List<Crew> crews) {}

    /**
     * Everything that a flow needs.
     *
     * @param plan what it is
     * @param start closed with it
     * @param source what the first stage gets
     * @param recorder keeps what becomes of items
     * @param follower is told of the tasks of all stages, whose ids differ; output is that of the last stage alone
     * @param routed is told of all other output
     */
    public FlowRun(FlowPlan plan, HeadStart start, Intake source, Recorder recorder, Follower follower, Routed routed) {
        this.plan = plan;
        this.start = start;
        this.source = source;
        this.recorder = recorder;
        this.follower = follower;
        this.routed = routed;
    }

    /**
     * Runs until every item has its final state in its stage, and every worker is gone.
     *
     * @param naming how others find it; null: nobody can look at it
     * @param orders given the supervisor, which takes orders from any thread, as soon as there is one
     * @return how it went
     * @throws IOException when it cannot begin, or our memory was not enough
     */
    public FlowResult run(Naming naming, Consumer<Supervisor> orders) throws IOException {
        try (Router router = new Router(plan, source, recorder);
                Supervisor supervisor = Supervisor.open(start)) {
            router.restore();
            List<Crew> crews = new ArrayList<>();
            for (Stage stage : router.stages()) {
                boolean last = stage.number() == plan.stages().size() - 1;
                Crew crew = supervisor.hire(stage.plan().crew(), stage, new StageFollower(stage, router, follower, routed, last));
                crew.end().thenAccept(end -> over(supervisor, router, end));
                crews.add(crew);
            }
            supervisor.tell(SupervisorOrder.CLOSE);
            open = new Open(supervisor, router, crews);
            orders.accept(supervisor);
            ControlSocket control = naming == null ? null : ControlSocket.of(subject(naming, open));
            try (control) {
                SupervisorEnd end = supervisor.run();
                return result(router, crews.stream().map(crew -> crew.end().join()).toList(), end.survivors());
            }
        } finally {
            open = null;
        }
    }

    private static Subject subject(Naming naming, Open open) {
        List<Subject.Member> members = open.router().stages().stream()
                .map(stage -> new Subject.Member(stage.plan().name(), open.crews().get(stage.number()), stage.plan().crew()))
                .toList();
        return new Subject("flow", naming, open.supervisor(), members, open.router()::drain, task -> task.payload().toByteArray(), Desk.NONE);
    }

    /**
     * What there is between two rounds of the loop. Any thread.
     *
     * @return without stages while it does not run
     */
    public FlowSight look() {
        Open now = open;
        if (now == null) {
            return new FlowSight(List.of());
        }
        Map<Integer, RunProgress> progress = new HashMap<>();
        now.supervisor().look().crews().forEach(crew -> progress.put(crew.crew(), crew.progress()));
        List<FlowSight.StageSight> stages = new ArrayList<>();
        for (Stage stage : now.router().stages()) {
            Crew crew = now.crews().get(stage.number());
            RunProgress found = progress.get(crew.number());
            CrewEnd end = found == null ? crew.end().getNow(null) : null;
            int running = found == null ? 0 : found.running();
            Ledger.Totals totals = found != null ? found.totals() : end != null ? end.totals() : Ledger.Totals.NONE;
            stages.add(new FlowSight.StageSight(
                    stage.plan().name(),
                    Math.max(0, stage.seenPresent() - running),
                    running,
                    stage.slots(),
                    totals.plus(stage.more()),
                    found == null ? null : found.hold()));
        }
        return new FlowSight(stages);
    }

    /** A stage that ends early ends the others as it did itself. */
    private static void over(Supervisor supervisor, Router router, CrewEnd end) {
        router.changed();
        if (end.end() instanceof RunEnd.GaveUp || end.end() instanceof RunEnd.ReaderGone) {
            supervisor.tell(new CrewOrder.Stop(Signal.TERM));
        } else if (end.end() instanceof RunEnd.Halted || end.end() instanceof RunEnd.Stopped) {
            supervisor.tell(new CrewOrder.Dismiss());
        }
    }

    private FlowResult result(Router router, List<CrewEnd> ends, int survivors) {
        List<FlowResult.StageEnd> stages = new ArrayList<>();
        for (Stage stage : router.stages()) {
            Ledger.Totals left = Ledger.Totals.of(Ledger.Column.CANCELLED, stage.waiting());
            stages.add(new FlowResult.StageEnd(stage.plan().name(), ends.get(stage.number()).totals().plus(stage.more()).plus(left)));
        }
        RunEnd why = ends.stream().map(CrewEnd::end).max(Comparator.comparingInt(RunEnd::weight)).orElseThrow();
        OutputFailure failure = ends.stream().map(CrewEnd::outputFailure).filter(Objects::nonNull).findFirst().orElse(null);
        return new FlowResult(why, stages, router.deadLetters().first(), failure, survivors);
    }
}
