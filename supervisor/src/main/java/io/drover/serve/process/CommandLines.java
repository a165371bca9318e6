package io.drover.serve.process;

import com.google.protobuf.ByteString;
import io.drover.supervisor.core.SlotText;
import io.drover.supervisor.core.Surroundings;
import io.drover.supervisor.core.TaskDirectory;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Makes the command line of a process, and what it finds. */
final class CommandLines {
    private CommandLines() {}

    /** What a worker is to run. */
    static ByteString payload(Instance one) {
        Launch launch = one.plan().launch();
        // A program becomes the process itself: it gets the signals, and its end is that of the process.
        String line = launch.shell() ? launch.command().get(0) : "exec " + launch.command().stream().map(CommandLines::quoted).collect(Collectors.joining(" "));
        return ByteString.copyFromUtf8(line);
    }

    /** What asks whether it is well. */
    static ByteString of(Instance one, Check.Command check) {
        return ByteString.copyFromUtf8(((Check.Command) check.of(one.number())).line());
    }

    /** Where it runs, with which variables. */
    static Surroundings surroundings(Instance one) {
        Launch launch = one.plan().launch();
        List<byte[]> variables = new ArrayList<>();
        variables.add(bytes("DROVER_PROCESS=" + one.name()));
        if (launch.port() > 0) {
            variables.add(bytes("PORT=" + (launch.port() + one.number() - 1)));
        }
        launch.environment().forEach((name, value) -> variables.add(bytes(name + "=" + value)));
        SlotText directory = new SlotText(bytes(launch.directory().toString()), null);
        return new Surroundings(List.of(), new TaskDirectory(directory, false), variables);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static String quoted(String word) {
        return "'" + word.replace("'", "'\\''") + "'";
    }
}
