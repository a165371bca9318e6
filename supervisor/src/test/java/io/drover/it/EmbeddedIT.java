package io.drover.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.drover.posix.Signal;
import io.drover.proto.JavaSetup;
import io.drover.run.Run;
import io.drover.run.RunResult;
import io.drover.supervisor.CrewPlan;
import io.drover.supervisor.Follower;
import io.drover.supervisor.Site;
import io.drover.supervisor.TaskSource;
import io.drover.supervisor.core.RunEnd;
import io.drover.supervisor.core.TaskSpec;
import io.drover.supervisor.output.OutputConfig;
import io.drover.supervisor.output.OutputMode;
import io.drover.supervisor.output.OutputWriter;
import io.drover.supervisor.process.WorkerJvm;
import io.drover.supervisor.signals.SignalInbox;
import io.drover.supervisor.work.JavaTasks;
import io.drover.supervisor.work.Work;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Supervisors inside a program that has other things to do. */
class EmbeddedIT extends InSandbox {
    static Path tasks;

    @BeforeAll
    static void compile() {
        tasks = TaskJar.build();
    }

    /** One run in this JVM. */
    private final class OneRun {
        private final Path out;
        private final Run run;
        private final CompletableFuture<RunResult> end = new CompletableFuture<>();

        OneRun(String name, String taskClass, List<String> values) throws IOException {
            this(name, taskClass, values, output -> output);
        }

        OneRun(String name, String taskClass, List<String> values, UnaryOperator<Follower> around) throws IOException {
            out = sandbox.path(name + ".out");
            FileChannel stdout = FileChannel.open(out, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            FileChannel stderr = FileChannel.open(
                    sandbox.path(name + ".err"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            run = new Run(
                    plan(taskClass),
                    Site.SHARED_PROCESS,
                    source(values),
                    around.apply(new OutputWriter(new OutputConfig(OutputMode.GROUP, true), stdout, stderr)),
                    new SignalInbox(),
                    null);
        }

        OneRun start() {
            Thread thread = new Thread(() -> {
                try {
                    end.complete(run.run());
                } catch (Throwable e) {
                    end.completeExceptionally(e);
                }
            });
            thread.setDaemon(true);
            thread.start();
            return this;
        }

        RunResult awaitEnd() {
            Awaits.await("the end of an embedded run", end::isDone, sandbox::describe);
            return end.join();
        }
    }

    private CrewPlan plan(String taskClass) {
        Work work = new JavaTasks(JavaSetup.newBuilder()
                .addClassPath(tasks.toString())
                .setTaskClass(taskClass)
                .setResultLines(true)
                .build());
        List<byte[]> mark = List.of(sandbox.mark().getBytes(StandardCharsets.UTF_8));
        return CrewPlan.of(work)
                .slots(1, 1)
                .jvm(WorkerJvm.current(work.jvmOptions(), List.of(), mark).on(Sandbox.jar().toString()))
                .build();
    }

    private static TaskSource source(List<String> values) {
        return new TaskSource() {
            private int next;

            @Override
            public boolean read(List<TaskSpec> tasks, int max) {
                if (next < values.size()) {
                    tasks.add(new TaskSpec(next + 1, values.get(next).getBytes(StandardCharsets.UTF_8)));
                    next++;
                }
                return next < values.size();
            }
        };
    }

    @Test
    void twoRunsAtTheSameTimeKeepApart() throws IOException {
        OneRun first = new OneRun("first", "tasks.Echo", numbers(2000).lines().toList()).start();
        OneRun second = new OneRun("second", "tasks.Conduct", List.of("ok 1", "kill", "ok 2", "throw", "ok 3")).start();
        assertEquals(2000, first.awaitEnd().totals().ok());
        assertEquals(numbers(2000), Files.readString(first.out));
        assertEquals(3, second.awaitEnd().totals().ok());
        assertEquals(2, second.awaitEnd().totals().bad());
        assertEquals("ok 1\nok 2\nok 3\n", Files.readString(second.out));
        sandbox.assertNobodyLeft();
    }

    /** A follower with a fault that shows so many times. */
    private static Follower faulty(Follower follower, int times) {
        AtomicInteger left = new AtomicInteger(times);
        return (Follower) Proxy.newProxyInstance(Follower.class.getClassLoader(), new Class<?>[] {Follower.class}, (proxy, method, arguments) -> {
            if (method.getName().equals("finished") && left.getAndDecrement() > 0) {
                throw new IllegalStateException("a fault on purpose");
            }
            return method.invoke(follower, arguments);
        });
    }

    @Test
    void aFaultOfOursCostsAWorkerAndOneThatComesBackTheRun() throws IOException {
        OneRun once = new OneRun("once", "tasks.Echo", numbers(200).lines().toList(), output -> faulty(output, 1)).start();
        assertInstanceOf(RunEnd.Completed.class, once.awaitEnd().end());
        assertEquals(200, once.awaitEnd().totals().ok());
        assertTrue(Files.readString(sandbox.path("once.err")).contains("IllegalStateException: a fault on purpose"));

        // Two in one round of the loop would be one: there are more than fit into a round.
        int many = 20_000;
        OneRun again = new OneRun("again", "tasks.Echo", numbers(many).lines().toList(), output -> faulty(output, many)).start();
        RunEnd.GaveUp end = assertInstanceOf(RunEnd.GaveUp.class, again.awaitEnd().end());
        assertTrue(end.message().contains("IllegalStateException: a fault on purpose"));
        assertEquals(again.awaitEnd().totals().submitted(), again.awaitEnd().totals().finished());
        sandbox.assertNobodyLeft();
    }

    @Test
    void stoppingOneRunLeavesTheOtherAlone() throws IOException {
        String go = sandbox.path("go").toString();
        OneRun stopped = new OneRun("stopped", "tasks.Conduct", List.of("touch-and-wait " + sandbox.path("one") + " /no/such/file")).start();
        OneRun other = new OneRun("other", "tasks.Conduct", List.of("touch-and-wait " + sandbox.path("two") + " " + go)).start();
        sandbox.awaitFile("one");
        sandbox.awaitFile("two");
        stopped.run.stop(Signal.TERM);
        assertInstanceOf(RunEnd.Stopped.class, stopped.awaitEnd().end());
        sandbox.file("go", "");
        assertInstanceOf(RunEnd.Completed.class, other.awaitEnd().end());
        assertEquals(1, other.awaitEnd().totals().ok());
        sandbox.assertNobodyLeft();
    }

    @Test
    void theBenchMeasuresARoundTrip() throws IOException {
        Path sources = Sandbox.launcher().resolveSibling("bench.d");
        TaskJar.compile(List.of(sources.resolve("RoundTrip.java")), directory);
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        String access = Runtime.version().feature() >= 24 ? "--enable-native-access=ALL-UNNAMED" : "";
        sandbox.shell("exec '%s' %s -cp '%s:%s' RoundTrip '%s' 20 20 tasks.Echo"
                        .formatted(java, access, Sandbox.jar(), directory, tasks))
                .finish().exited(0).saidNothing();
    }

    @Test
    void manyRunsLeaveNothingBehindInTheirProcess() throws Exception {
        List<String> line = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        line.add(Runtime.version().feature() >= 24 ? "--enable-native-access=ALL-UNNAMED" : "-XX:TieredStopAtLevel=1");
        line.addAll(Archives.options());
        Path tests = Path.of(ManyRuns.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        line.addAll(List.of("-cp", Sandbox.jar() + ":" + tests, ManyRuns.class.getName()));
        line.addAll(List.of(tasks.toString(), System.getProperty("drover.it.runs", "20")));
        String quoted = line.stream().map(word -> "'" + word + "'").collect(Collectors.joining(" "));
        sandbox.shell("exec " + quoted).finish().exited(0).printed("");
    }

    @Test
    void processesOfTheProgramAreNotOurs() throws IOException, InterruptedException {
        Process own = new ProcessBuilder("sh", "-c", "read line; exit 7").start();
        new OneRun("run", "tasks.Conduct", List.of("kill", "ok 1")).start().awaitEnd();
        own.getOutputStream().close();
        assertEquals(7, own.waitFor());
    }
}
