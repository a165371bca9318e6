package io.drover.it;

import com.google.protobuf.ByteString;
import io.drover.proto.CommandSetup;
import io.drover.proto.JavaSetup;
import io.drover.supervisor.CrewPlan;
import io.drover.supervisor.CrewsDemonstration;
import io.drover.supervisor.Site;
import io.drover.supervisor.Supervisor;
import io.drover.supervisor.process.WorkerJvm;
import io.drover.supervisor.work.Commands;
import io.drover.supervisor.work.JavaTasks;
import io.drover.supervisor.work.Work;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/** The engine with processes, inside a program that has other things to do. */
@Isolated
class CrewsIT extends InSandbox {
    @TempDir
    static Path shared;

    @Test
    void crewsDoAllThatTheyCanWithProcesses() throws Exception {
        Path tasks = TaskJar.build(shared);
        Work commands = new Commands(CommandSetup.newBuilder().setShell(ByteString.copyFromUtf8("/bin/sh")).build());
        try (Supervisor supervisor = Supervisor.open(Site.SHARED_PROCESS)) {
            new CrewsDemonstration(supervisor, directory, this::plan).play(commands, java(tasks, "tasks.Conduct"), java(tasks, "tasks.None"));
        }
        sandbox.assertNobodyLeft();
    }

    private CrewPlan.Builder plan(Work work) {
        List<byte[]> mark = List.of(sandbox.mark().getBytes(StandardCharsets.UTF_8));
        return CrewPlan.of(work).jvm(WorkerJvm.current(work.jvmOptions(), List.of(), mark).on(Sandbox.jar().toString()));
    }

    private static Work java(Path tasks, String taskClass) {
        return new JavaTasks(JavaSetup.newBuilder().addClassPath(tasks.toString()).setTaskClass(taskClass).build());
    }
}
