package examples.images;

import examples.web.Ending;
import io.drover.flow.Flow;
import io.drover.flow.FlowResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;

/** Download, resize, upload: each stage as wide as it is worth, with little room between them. */
public final class Main {
    private static final int ROOM = 20;

    private Main() {}

    /**
     * Runs it.
     *
     * @param words a file with an address in each line, and where images go, with a slash at its end
     * @throws Exception if it cannot be run here
     */
    public static void main(String[] words) throws Exception {
        if (words.length != 2) {
            System.err.println("usage: images FILE http://HOST/small/");
            System.exit(2);
        }
        try (Stream<String> addresses = Files.lines(Path.of(words[0]))) {
            FlowResult result = Flow.named("images")
                    .stage("download", Download.class).workers(1).slots(8).attempts(3).timeout(Duration.ofMinutes(1))
                    .stage("resize", Resize.class).slots(Runtime.getRuntime().availableProcessors()).queue(ROOM)
                    .stage("upload", Upload.class).workers(1).slots(4).attempts(3).queue(ROOM).jvmOptions("-D" + Upload.TARGET + "=" + words[1])
                    .run(addresses);
            result.stages().forEach(stage -> System.out.println(stage.name() + ": " + stage.totals()));
            System.out.println(result.stage("upload").ok() + " items finished");
            System.exit(Ending.of(result));
        }
    }
}
