package io.drover.it;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A service whose tasks are lines for a class. */
class ServiceJavaIT extends InServiceSandbox {
    static Path tasks;

    @BeforeAll
    static void buildTasks() throws IOException {
        tasks = TaskJar.build();
    }

    @Test
    void linesAreTasksOfAWarmWorker() {
        DroverProcess service = service("--jar '" + tasks + "' --task tasks.Conduct");
        drover("submit --wait print 'a  b'").exited(0).printed("print a  b\n").complained("to System.out: a  b").complained("to System.err: a  b");
        assertEquals(
                List.of("echo a b", "echo c", "first", "second"),
                said("submit --wait echo ::: 'a b' c; drover submit --wait ::: first; echo second | drover submit --wait -").lines().sorted().toList());
        drover("submit --wait throw").exited(1).complained("thrown on purpose");
        drover("submit --env A=b echo").exited(255).oneLine("here tasks are lines for tasks.Conduct");
        drover("submit").exited(255).oneLine("a command is missing");
        // A crash is that of its task.
        awaitStates("all to end", "1 ok, 2 ok, 3 ok, 4 ok, 5 ok, 6 failed");
        drover("submit --wait halt 3").exited(1);
        assertEquals("alive\n", said("submit --wait alive"));
        drover("serve --name other --store o.db --task tasks.Conduct").exited(255).oneLine("--task needs --jar or --classpath");
        said("stop");
        service.awaitEnd().exited(0);
    }
}
