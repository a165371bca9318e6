package io.drover.cli.steer;

import com.google.protobuf.ByteString;
import io.drover.client.Found;
import io.drover.parallel.text.RawArguments;
import io.drover.proto.ControlRequest;
import io.drover.proto.NewTask;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code drover edit}: a task that is to be another. */
@Command(
        name = "drover edit",
        sortOptions = false,
        description = "Changes a task of a service that has not started. When nothing is said but its number, an editor has its command:"
                + " $VISUAL, $EDITOR or vi.",
        footer = {"drover edit 17", "drover edit --priority 5 --delay 10m 17", "drover edit --command 'make all' 17"})
public final class EditCommand extends OfCommand {
    @Option(names = "--command", paramLabel = "LINE", description = "What it runs: a line for the shell.")
    private String command;

    @Mixin
    private TaskOptions options = new TaskOptions();

    @Parameters(paramLabel = "TASK", description = "Its number.")
    private long task;

    @Override
    public int run() throws IOException {
        NewTask.Builder to = NewTask.parseFrom(options.task().toByteArray()).toBuilder();
        Found one = find();
        if (command != null) {
            to.setCommand(ByteString.copyFrom(RawArguments.bytes(command)));
        } else if (to.build().getSerializedSize() == 0) {
            ByteString before = TaskList.read(one, task, false).getCommand();
            ByteString after = edited(before);
            if (after.isEmpty() || after.equals(before)) {
                System.err.println("drover: nothing was changed");
                return 0;
            }
            to.setCommand(after);
        }
        one.ask(ControlRequest.newBuilder().setEdit(ControlRequest.EditTask.newBuilder().setTask(task).setTo(to)));
        return 0;
    }

    private static ByteString edited(ByteString before) throws IOException {
        Path file = Files.createTempFile("drover-edit-", ".sh");
        try {
            Files.write(file, before.concat(ByteString.copyFromUtf8("\n")).toByteArray());
            Process editor = new ProcessBuilder("sh", "-c", "eval \"${VISUAL:-${EDITOR:-vi}} \\\"\\$1\\\"\"", "edit", file.toString())
                    .inheritIO()
                    .start();
            int status = editor.waitFor();
            if (status != 0) {
                throw new IOException("the editor failed with " + status + ": nothing was changed");
            }
            ByteString after = ByteString.copyFrom(Files.readAllBytes(file));
            return after.endsWith(ByteString.copyFromUtf8("\n")) ? after.substring(0, after.size() - 1) : after;
        } catch (InterruptedException e) {
            throw new IOException("interrupted", e);
        } finally {
            Files.deleteIfExists(file);
        }
    }
}
