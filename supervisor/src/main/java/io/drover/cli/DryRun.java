package io.drover.cli;

import io.drover.parallel.template.TemplateConfig;
import io.drover.parallel.text.RawArguments;
import io.drover.supervisor.TaskSource;
import io.drover.supervisor.core.TaskSpec;
import io.drover.supervisor.output.ShellCalls;
import io.drover.supervisor.work.Quoting;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;

/** What would be run, printed, one line for each task. */
final class DryRun {
    private DryRun() {}

    /**
     * Returns the exit status.
     *
     * @param slots how many there would be
     * @param calls what is printed in place of the command lines; null where nothing is
     */
    static int print(TaskSource tasks, int slots, ShellCalls calls) throws IOException {
        PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), false);
        List<TaskSpec> batch = new ArrayList<>();
        boolean more = true;
        while (more && !out.checkError()) {
            more = tasks.read(batch, 1024);
            for (TaskSpec task : batch) {
                int slot = (int) ((task.id() - 1) % slots) + 1;
                byte[] line = task.payloadForSlot(slot);
                if (calls != null) {
                    calls.add(task, line);
                } else {
                    printLine(out, task.taggedForSlot(slot).tag(), line);
                }
            }
            batch.clear();
        }
        if (calls != null) {
            calls.print(out::write);
        }
        out.flush();
        return 0;
    }

    /** Prints what the tasks of stages are made from whose items nobody knows yet; returns the exit status. */
    static int printStages(List<RunOptions> stages) {
        PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), false);
        stages.forEach(stage -> printLine(out, null, RawArguments.bytes(StagedRun.THEN + " " + template(stage))));
        out.flush();
        return 0;
    }

    private static String template(RunOptions stage) {
        String named = stage.flow.named() ? "--stage " + RawArguments.raw(stage.flow.name(0)) + " " : "";
        int most = StagePlans.batch(stage).most();
        named += most > 1 ? "-n " + most + " " : "";
        if (stage.java.given()) {
            return named + "--task " + RawArguments.raw(stage.java.taskClass());
        }
        String program = stage.coproc.given() ? "--coproc " + Quoting.quoted(RawArguments.bytes(stage.coproc.command())) + " " : "";
        TemplateConfig config = stage.task();
        String text = String.join(" ", stage.words);
        return named + program + (config.replacesIn(text) ? text : (text + " " + config.strings().value()).strip());
    }

    private static void printLine(PrintStream out, byte[] tag, byte[] line) {
        if (tag != null) {
            out.writeBytes(tag);
            out.write('\t');
        }
        out.writeBytes(line);
        out.write('\n');
    }
}
