package io.drover.it;

import io.drover.posix.Posix;
import io.drover.posix.ProcessTree;
import io.drover.proto.JavaSetup;
import io.drover.run.Run;
import io.drover.supervisor.CrewPlan;
import io.drover.supervisor.Site;
import io.drover.supervisor.TaskSource;
import io.drover.supervisor.core.Patience;
import io.drover.supervisor.core.TaskSpec;
import io.drover.supervisor.core.Terms;
import io.drover.supervisor.output.OutputConfig;
import io.drover.supervisor.output.OutputMode;
import io.drover.supervisor.output.OutputWriter;
import io.drover.supervisor.process.WorkerJvm;
import io.drover.supervisor.signals.SignalInbox;
import io.drover.supervisor.work.JavaTasks;
import io.drover.supervisor.work.Work;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A program that runs many supervisors, some at the same time, and says what of them is left in its process. By its
 * arguments: the jar of the tasks, how many supervisors.
 */
final class ManyRuns {
    private static final int AT_A_TIME = 4;
    /** How runs end: in success, with a failed task, with a lost worker, with a set-up that fails. */
    private static final List<String> ENDS = List.of("tasks.Echo a", "tasks.Conduct throw", "tasks.Conduct kill", "tasks.None a");
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(30);

    private ManyRuns() {}

    public static void main(String[] args) throws Exception {
        Path tasks = Path.of(args[0]);
        int rounds = Integer.parseInt(args[1]);
        // What the JVM and libraries make once for all is there afterwards.
        run(tasks, 2 * ENDS.size());
        Map<String, String> before = settled(Map.of());
        run(tasks, rounds);
        Map<String, String> after = settled(before);
        before.forEach((what, was) -> {
            if (!was.equals(after.get(what))) {
                System.out.println(what + "\n  was " + was + "\n  is  " + after.get(what));
            }
        });
    }

    private static void run(Path tasks, int rounds) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(AT_A_TIME);
        List<Future<?>> runs = new ArrayList<>();
        for (int i = 0; i < rounds; i++) {
            String[] end = ENDS.get(i % ENDS.size()).split(" ");
            runs.add(threads.submit(() -> {
                run(tasks, end[0], end[1]);
                return null;
            }));
        }
        threads.shutdown();
        for (Future<?> run : runs) {
            run.get();
        }
        threads.awaitTermination(1, TimeUnit.MINUTES);
    }

    private static void run(Path tasks, String taskClass, String value) throws IOException {
        try (FileChannel nowhere = FileChannel.open(Path.of("/dev/null"), StandardOpenOption.WRITE)) {
            Work work = new JavaTasks(
                    JavaSetup.newBuilder().addClassPath(tasks.toString()).setTaskClass(taskClass).build());
            // Neither the task nor the JVM is to be warm for anything.
            List<String> options = List.of("-XX:TieredStopAtLevel=1");
            CrewPlan plan = CrewPlan.of(work)
                    .terms(Terms.ONCE.poisonLimit(1))
                    .patience(Patience.USUAL.silence(Duration.ofMinutes(1)).start(Duration.ofMinutes(1)))
                    .jvm(WorkerJvm.current(work.jvmOptions(), options, List.of()))
                    .build();
            OutputWriter output = new OutputWriter(new OutputConfig(OutputMode.GROUP, true), nowhere, nowhere);
            new Run(plan, Site.SHARED_PROCESS, one(value), output, new SignalInbox(), null).run();
        }
    }

    private static TaskSource one(String value) {
        return new TaskSource() {
            @Override
            public boolean read(List<TaskSpec> tasks, int max) {
                tasks.add(new TaskSpec(1, value.getBytes(StandardCharsets.UTF_8)));
                return false;
            }
        };
    }

    /** What there is when it is as expected, or in the end. */
    private static Map<String, String> settled(Map<String, String> expected) throws IOException, InterruptedException {
        long end = System.nanoTime() + PATIENCE_NANOS;
        Map<String, String> seen = look();
        Map<String, String> last = Map.of();
        // Threads that have done their work take a moment to end.
        while (!seen.equals(expected.isEmpty() ? last : expected) && System.nanoTime() < end) {
            Thread.sleep(200);
            last = seen;
            seen = look();
        }
        return seen;
    }

    private static Map<String, String> look() throws IOException {
        int self = (int) ProcessHandle.current().pid();
        Map<String, String> seen = new TreeMap<>();
        seen.put("threads", Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName).filter(name -> !name.startsWith("process reaper")).sorted().toList().toString());
        seen.put("descriptors", descriptors());
        ProcessTree tree = ProcessTree.read();
        seen.put("children", tree.childrenOf(self) + " and zombies " + tree.zombiesOf(self));
        seen.put("subreaper", Boolean.toString(Posix.isSubreaper()));
        seen.put("signals", Files.readAllLines(Path.of("/proc/self/status")).stream()
                .filter(line -> line.startsWith("SigCgt") || line.startsWith("SigIgn")).toList().toString());
        seen.put("locale", Locale.getDefault().toString());
        return seen;
    }

    /** By what they lead to: their numbers and those of sockets are never the same. */
    private static String descriptors() throws IOException {
        try (Stream<Path> all = Files.list(Path.of("/proc/self/fd"))) {
            return all.map(ManyRuns::target).collect(Collectors.groupingBy(name -> name, TreeMap::new, Collectors.counting())).toString();
        }
    }

    private static String target(Path descriptor) {
        try {
            return Files.readSymbolicLink(descriptor).toString().replaceAll("\\[.*\\]|/proc/.*", "");
        } catch (IOException e) {
            // The one that lists them all.
            return "/";
        }
    }
}
