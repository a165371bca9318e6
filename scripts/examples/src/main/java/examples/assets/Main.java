package examples.assets;

import examples.web.Ending;
import io.drover.flow.Flow;
import io.drover.flow.FlowResult;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** Loads a page, all that it links to on its host, and all that these link to. */
public final class Main {
    private Main() {}

    /**
     * Runs it.
     *
     * @param words address, directory, and how many connections there may be at a time
     * @throws Exception if it cannot be run here
     */
    public static void main(String[] words) throws Exception {
        if (words.length != 3) {
            System.err.println("usage: assets http://HOST/PAGE DIRECTORY CONNECTIONS");
            System.exit(2);
        }
        Path directory = Path.of(words[1]).toAbsolutePath();
        Assets assets = new Assets(directory);
        assets.file(words[0]).whenComplete((file, failure) -> System.out.println(words[0] + ": " + (failure == null ? file : failure.getMessage())));
        FlowResult result = Flow.named("assets")
                .stage("load", Load.class).workers(1).slots(Integer.parseInt(words[2])).attempts(3).timeout(Duration.ofMinutes(1)).unique()
                .jvmOptions("-D" + Load.DIRECTORY + "=" + directory)
                .run(List.of(words[0]), loaded -> assets.loaded(Loaded.ofJson((String) loaded)));
        for (FlowResult.DeadLetter letter : result.deadLetters()) {
            String url = letter.payload().toStringUtf8();
            assets.failed(url, letter.why());
            System.out.println("missing " + url + ", wanted by " + String.join(", ", assets.wantedBy(url)) + ": " + letter.why());
        }
        System.out.println(assets.count() + " assets loaded, " + result.totals().failed() + " missing");
        System.exit(Ending.of(result));
    }
}
