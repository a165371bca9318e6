package io.drover.cli.steer;

import io.drover.proto.ControlRequest;
import java.util.List;
import picocli.CommandLine.Command;

/** {@code drover retry}: work that is done again. */
@Command(name = "drover retry", sortOptions = false, description = "Lets tasks of a service wait again that have ended and are not ok, or are held.")
public final class RequeueCommand extends TaskOrderCommand {
    /** Whether that is what {@code drover retry} with these words is to be, which may name a journal as well. */
    public static boolean wantedBy(List<String> words) {
        return words.stream().anyMatch(word -> word.equals("--of"))
                || !words.isEmpty() && words.stream().allMatch(word -> word.matches("\\d+"));
    }

    @Override
    ControlRequest.Builder request(List<Long> numbers) {
        return ControlRequest.newBuilder().setRetry(ControlRequest.RetryTasks.newBuilder().addAllTasks(numbers));
    }
}
