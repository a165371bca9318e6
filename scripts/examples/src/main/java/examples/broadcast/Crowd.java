package examples.broadcast;

import io.drover.posix.Signal;
import io.drover.supervisor.Crew;
import io.drover.supervisor.CrewOrder;
import io.drover.supervisor.CrewPlan;
import io.drover.supervisor.Follower;
import io.drover.supervisor.Sight;
import io.drover.supervisor.Site;
import io.drover.supervisor.Submissions;
import io.drover.supervisor.Supervisor;
import io.drover.supervisor.SupervisorOrder;
import io.drover.supervisor.core.Patience;
import io.drover.supervisor.core.TaskSpec;
import io.drover.supervisor.process.WorkerJvm;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** A crew of each kind under one supervisor, all of them in one process group. */
final class Crowd implements AutoCloseable {
    private static final Patience PATIENCE = Patience.USUAL.grace(Duration.ofSeconds(1));

    private final int workersOfKind;
    private final Supervisor supervisor = Supervisor.open(Site.OWN_PROCESS);
    private final Map<Kind, Crew> crews = new EnumMap<>(Kind.class);
    private final CompletableFuture<Integer> survivors = new CompletableFuture<>();

    Crowd(int workersOfKind) throws IOException {
        this.workersOfKind = workersOfKind;
        for (Kind kind : Kind.values()) {
            crews.put(kind, hire(kind));
        }
        supervisor.tell(SupervisorOrder.CLOSE);
        new Thread(this::run, "loop").start();
    }

    private Crew hire(Kind kind) {
        Submissions tasks = new Submissions();
        for (int i = 1; i <= workersOfKind; i++) {
            tasks.submit(new TaskSpec(i, kind.task().getBytes(StandardCharsets.UTF_8)));
        }
        int[] oneSlotEach = new int[workersOfKind];
        Arrays.fill(oneSlotEach, 1);
        List<byte[]> environment = List.of(Member.mark(kind).getBytes(StandardCharsets.UTF_8));
        CrewPlan plan = CrewPlan.of(kind.work())
                .slots(oneSlotEach)
                .patience(PATIENCE)
                .jvm(WorkerJvm.current(kind.work().jvmOptions(), List.of(), environment))
                .build();
        return supervisor.hire(plan, tasks, new Follower() {
            @Override
            public void message(String line) {
                System.err.println(kind.title() + ": " + line);
            }
        });
    }

    private void run() {
        try {
            survivors.complete(supervisor.run().survivors());
        } catch (IOException | RuntimeException | Error e) {
            survivors.completeExceptionally(e);
        }
    }

    /** {@return how many processes there are when all of them are at work} */
    int size() {
        return Arrays.stream(Kind.values()).mapToInt(kind -> workersOfKind * kind.processesOfWorker()).sum();
    }

    Sight.CrewSight look(Kind kind) {
        int number = crews.get(kind).number();
        return supervisor.look().crews().stream().filter(seen -> seen.crew() == number).findFirst().orElse(null);
    }

    boolean isOver() {
        return survivors.isDone();
    }

    /** One TERM to the group of all workers; what goes on after the grace period is killed. */
    void broadcast() {
        supervisor.tell(new CrewOrder.Stop(Signal.TERM));
    }

    /** {@return how many processes could not be ended} */
    int awaitEnd() {
        return survivors.join();
    }

    @Override
    public void close() throws IOException {
        if (!isOver()) {
            supervisor.tell(new CrewOrder.Kill());
            awaitEnd();
        }
        supervisor.close();
    }
}
