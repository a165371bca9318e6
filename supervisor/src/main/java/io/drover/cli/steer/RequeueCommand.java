package io.drover.cli.steer;

import io.drover.proto.ControlRequest;
import java.io.IOException;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code drover retry}: work that is done again. */
@Command(name = "drover retry", sortOptions = false, description = "Lets tasks of a service wait again that have ended and are not ok, or are held.")
public final class RequeueCommand extends SteerCommand {
    @Option(names = "--of", paramLabel = "NAME", description = Target.DESCRIPTION)
    private String name;

    @Parameters(paramLabel = "TASK", arity = "1..*", description = "Numbers of tasks.")
    private List<Long> tasks;

    /** Whether that is what {@code drover retry} with these words is to be, which may name a journal as well. */
    public static boolean wantedBy(List<String> words) {
        return words.stream().anyMatch(word -> word.equals("--of"))
                || !words.isEmpty() && words.stream().allMatch(word -> word.matches("\\d+"));
    }

    @Override
    public int run() throws IOException {
        Target.tell(name, ControlRequest.newBuilder().setRetry(ControlRequest.RetryTasks.newBuilder().addAllTasks(tasks)));
        return 0;
    }
}
