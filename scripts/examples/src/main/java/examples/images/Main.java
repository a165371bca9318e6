package examples.images;

import examples.web.Ending;
import io.drover.flow.Flow;
import io.drover.flow.FlowResult;
import io.drover.flow.RunningFlow;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;

/** Download, resize, upload: each stage as wide as it is worth, with little room between them. */
public final class Main {
    private static final int ROOM = 20;

    private Main() {}

    /**
     * Runs it.
     *
     * @param words a file with an address in each line, where images go, with a slash at its end, and perhaps a journal
     * @throws Exception if it cannot be run here
     */
    public static void main(String[] words) throws Exception {
        if (words.length < 2 || words.length > 3) {
            System.err.println("usage: images FILE http://HOST/small/ [JOURNAL]");
            System.exit(2);
        }
        Flow images = Flow.named("images");
        if (words.length == 3) {
            images.journal(Path.of(words[2]));
        }
        try (RunningFlow flow = images
                .stage("download", Download.class).workers(1).slots(8).attempts(3).timeout(Duration.ofMinutes(1))
                .stage("resize", Resize.class).slots(Runtime.getRuntime().availableProcessors()).queue(ROOM)
                .stage("upload", Upload.class).workers(1).slots(4).attempts(3).queue(ROOM).jvmOptions("-D" + Upload.TARGET + "=" + words[1])
                .start(Files.readAllLines(Path.of(words[0])), result -> { })) {
            Thread watch = new Thread(() -> watch(flow), "watch");
            watch.setDaemon(true);
            watch.start();
            FlowResult result = flow.join();
            result.stages().forEach(stage -> System.out.println(stage.name() + ": " + stage.totals()));
            System.out.println(result.stage("upload").ok() + " items finished");
            System.exit(Ending.of(result));
        }
    }

    /** How deep the queues are, once a second. */
    private static void watch(RunningFlow flow) {
        while (true) {
            LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(1));
            String line = flow.look().stages().stream()
                    .map(stage -> "%s: %d wait, %d run, %d done".formatted(stage.name(), stage.waiting(), stage.running(), stage.totals().ok()))
                    .collect(Collectors.joining("; "));
            if (!line.isEmpty()) {
                System.out.println(line);
            }
        }
    }
}
