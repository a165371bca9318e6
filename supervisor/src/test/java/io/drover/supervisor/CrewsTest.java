package io.drover.supervisor;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.drover.proto.CommandSetup;
import io.drover.proto.JavaSetup;
import io.drover.supervisor.work.Commands;
import io.drover.supervisor.work.JavaTasks;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The engine without processes and sockets. */
@Timeout(value = 300, unit = TimeUnit.SECONDS)
class CrewsTest {
    @TempDir
    Path directory;

    private static JavaTasks java(String taskClass) {
        return new JavaTasks(JavaSetup.newBuilder().setTaskClass(taskClass).build());
    }

    @Test
    void crewsDoAllThatTheyCanInMemory() throws Exception {
        MemoryWorkers workers = new MemoryWorkers();
        try (Supervisor supervisor = Supervisor.on(new Ports("run", directory, workers, workers))) {
            new CrewsDemonstration(supervisor, directory, CrewPlan::of)
                    .play(new Commands(CommandSetup.getDefaultInstance()), java("tasks.Conduct"), java("tasks.None"));
        }
        assertEquals(0, workers.alive());
    }
}
