package io.drover.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.ByteString;
import io.drover.proto.CommandSetup;
import io.drover.proto.JavaSetup;
import io.drover.supervisor.Crew;
import io.drover.supervisor.CrewPlan;
import io.drover.supervisor.CrewsDemonstration;
import io.drover.supervisor.Follower;
import io.drover.supervisor.Site;
import io.drover.supervisor.Submissions;
import io.drover.supervisor.Supervisor;
import io.drover.supervisor.SupervisorOrder;
import io.drover.supervisor.core.Backoff;
import io.drover.supervisor.core.FinishedTask;
import io.drover.supervisor.core.SlotText;
import io.drover.supervisor.core.Surroundings;
import io.drover.supervisor.core.TaskDirectory;
import io.drover.supervisor.core.TaskSpec;
import io.drover.supervisor.core.Terms;
import io.drover.supervisor.process.WorkerJvm;
import io.drover.supervisor.work.Commands;
import io.drover.supervisor.work.JavaTasks;
import io.drover.supervisor.work.Work;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The engine with processes, inside a program that has other things to do. */
class CrewsIT extends InSandbox {
    private static final Work COMMANDS =
            new Commands(CommandSetup.newBuilder().setShell(ByteString.copyFromUtf8("/bin/sh")).build());

    @Test
    void crewsDoAllThatTheyCanWithProcesses() throws Exception {
        Path tasks = TaskJar.build();
        try (Supervisor supervisor = Supervisor.open(Site.SHARED_PROCESS)) {
            new CrewsDemonstration(supervisor, directory, this::plan).play(COMMANDS, java(tasks, "tasks.Conduct"), java(tasks, "tasks.None"));
        }
        sandbox.assertNobodyLeft();
    }

    @Test
    void aTaskMayHaveItsOwnTermsAndSurroundings() throws Exception {
        List<String> results = Collections.synchronizedList(new ArrayList<>());
        Follower follower = new Follower() {
            @Override
            public void finished(FinishedTask task) {
                results.add(task.task().id() + " " + task.outcome().title() + " " + task.output().toStringUtf8().strip());
            }
        };
        try (Supervisor supervisor = Supervisor.open(Site.SHARED_PROCESS)) {
            Submissions tasks = new Submissions();
            tasks.submit(task(1, "echo $PLACE $OTHER $PWD").in(new Surroundings(
                    List.of(),
                    new TaskDirectory(new SlotText(bytes(directory + "/place"), null), false),
                    List.of(bytes("PLACE=here"), bytes("OTHER=too")))));
            tasks.submit(task(2, "sleep 1000").on(Terms.ONCE.timeout(Duration.ofMillis(200)).priority(1)));
            tasks.submit(task(3, "echo urgent").on(Terms.ONCE.priority(2)));
            tasks.submit(task(4, "echo later").on(Terms.ONCE.delay(Duration.ofMillis(100))));
            tasks.submit(task(5, "[ -e again ] || { touch again; exit 1; }; echo again")
                    .on(Terms.ONCE.attempts(2).backoff(new Backoff(Duration.ofMillis(300), 2, Duration.ofSeconds(1))))
                    .in(new Surroundings(List.of(), new TaskDirectory(new SlotText(bytes(directory + "/place"), null), false))));
            tasks.end();
            Crew crew = supervisor.hire(plan(COMMANDS).terms(Terms.ONCE.timeout(Duration.ofHours(1))).build(), tasks, follower);
            supervisor.tell(SupervisorOrder.CLOSE);
            supervisor.run();
            assertTrue(crew.end().join().totals().balances());
        }
        assertEquals(List.of("3 ok urgent", "2 timed out", "1 ok here too " + directory + "/place"), results.stream().map(String::strip).limit(3).toList());
        assertEquals(Set.of("4 ok later", "5 ok again"), Set.copyOf(results.subList(3, 5)));
        sandbox.assertNobodyLeft();
    }

    @Test
    void aCommandWithoutTermsHasTheTimeOfItsCrew() throws Exception {
        try (Supervisor supervisor = Supervisor.open(Site.SHARED_PROCESS)) {
            Submissions tasks = new Submissions();
            tasks.submit(task(1, "sleep 30"));
            tasks.end();
            Crew crew = supervisor.hire(plan(COMMANDS).terms(Terms.ONCE.timeout(Duration.ofMillis(200))).build(), tasks, new Follower() {});
            supervisor.tell(SupervisorOrder.CLOSE);
            supervisor.run();
            assertEquals(1, crew.end().join().totals().timedOut());
        }
        sandbox.assertNobodyLeft();
    }

    private static TaskSpec task(long id, String line) {
        return new TaskSpec(id, bytes(line));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private CrewPlan.Builder plan(Work work) {
        List<byte[]> mark = List.of(bytes(sandbox.mark()));
        return CrewPlan.of(work).jvm(WorkerJvm.current(work.jvmOptions(), List.of(), mark).on(Sandbox.jar().toString()));
    }

    private static Work java(Path tasks, String taskClass) {
        return new JavaTasks(JavaSetup.newBuilder().addClassPath(tasks.toString()).setTaskClass(taskClass).build());
    }
}
