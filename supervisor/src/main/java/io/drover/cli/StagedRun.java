package io.drover.cli;

import com.google.protobuf.ByteString;
import io.drover.cli.direct.OptionNames;
import io.drover.cli.options.StageOptions;
import io.drover.flow.FlowPlan;
import io.drover.flow.FlowResult;
import io.drover.flow.FlowRun;
import io.drover.flow.Routed;
import io.drover.flow.journal.FlowJournal;
import io.drover.flow.journal.Recorder;
import io.drover.parallel.InputConfig;
import io.drover.parallel.InputSource;
import io.drover.parallel.Inputs;
import io.drover.parallel.TaskForm;
import io.drover.parallel.rows.Packing;
import io.drover.parallel.template.TemplateConfig;
import io.drover.parallel.text.UsageException;
import io.drover.records.Records;
import io.drover.records.RecordsConfig;
import io.drover.run.RecordedRun;
import io.drover.run.ResumeLine;
import io.drover.run.Run;
import io.drover.run.RunReport;
import io.drover.run.RunResult;
import io.drover.supervisor.CrewPlan;
import io.drover.supervisor.HeadStart;
import io.drover.supervisor.InputPump;
import io.drover.supervisor.TaskSource;
import io.drover.supervisor.core.FinishedTask;
import io.drover.supervisor.output.OutputWriter;
import io.drover.supervisor.process.PrivateDirectory;
import io.drover.supervisor.signals.EndingSignals;
import io.drover.supervisor.signals.SignalInbox;
import io.drover.supervisor.work.Work;
import io.drover.trace.RunSpans;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** A run with more than one stage, or whose tasks make more of them: each line that a stage prints is an item of the next. */
final class StagedRun {
    static final String THEN = "--then";
    private static final TemplateConfig AS_IT_IS = TemplateConfig.of(List.of());

    private final RunOptions first;
    private final List<RunOptions> stages = new ArrayList<>();
    private final RecordsConfig recorded;

    /** @param laterStages the words of each stage behind the first */
    StagedRun(RunOptions first, List<List<String>> laterStages, List<String> arguments) {
        this.first = first;
        stages.add(first);
        for (List<String> words : laterStages) {
            RunCommand stage = RunCommand.stage(words, arguments);
            checkOptions(words.subList(0, words.size() - stage.words.size()));
            stage.settle();
            stages.add(stage);
        }
        checkRun();
        recorded = first.recording.config(first.output, first.task(), first.resume, first.journal.given(), true);
    }

    /** What stands between one {@code --then} and the next. */
    static List<List<String>> divided(List<String> words) {
        List<List<String>> parts = new ArrayList<>();
        int from = 0;
        for (int at = 0; at < words.size(); at++) {
            if (words.get(at).equals(THEN)) {
                parts.add(words.subList(from, at));
                from = at + 1;
            }
        }
        parts.add(words.subList(from, words.size()));
        return parts;
    }

    private static void checkOptions(List<String> words) {
        for (String word : OptionNames.ofRun().names(words)) {
            if (!StageOptions.has(word)) {
                throw new UsageException(word + " is for the whole run, and so it stands before the first " + THEN);
            }
        }
    }

    private void checkRun() {
        refuse(first.pipe.given(), "--pipe");
        first.recording.checkStaged();
        if (first.resume.given() && !first.journal.given()) {
            throw new UsageException("--resume needs --journal FILE, in a run with stages");
        }
        refuse(first.terminal.given(), "--tty");
        refuse(first.tmux.given(), "--tmux");
        refuse(first.input.staged(), "--milestone");
        refuse("0".equals(first.input.header()), "--header 0");
        refuse(first.output.config().keepOrder(), "--keep-order");
        refuse(first.output.progress().needsTotal(), "--eta and --bar, for nobody knows how many items there will be");
        for (RunOptions stage : stages) {
            Packing packing = stage.packing.packing();
            refuse(packing.fill() || packing.lines() || packing.maxLength() > 0, "-L, -l, -X, -m, --xargs and -s");
            if (StagePlans.batch(stage).most() > 1 && stage.java.given() && !stage.words.isEmpty()) {
                throw new UsageException("--task with -n takes items as they are, in a list, and so there is no '"
                        + String.join(" ", stage.words) + "' for them");
            }
            if (stage.words.isEmpty() && !stage.java.given() && !stage.coproc.given() && stages.size() > 1) {
                throw new UsageException("a stage without a command: each side of " + THEN + " needs one, or --task or --coproc");
            }
        }
    }

    private static void refuse(boolean given, String option) {
        if (given) {
            throw new UsageException("a run with stages does not know " + option);
        }
    }

    /** @param typed the name of the command, and what it was given */
    int run(List<InputSource> sources, List<String> typed) throws IOException {
        InputConfig given = first.input.config(Packing.SINGLE);
        boolean several = given.header() != InputConfig.Header.NONE || sources.size() + given.files().size() > 1;
        InputConfig values = several ? given : given.uncut();
        boolean readsInput = Inputs.readStandardInput(values, sources);
        PrivateDirectory names = new PrivateDirectory(first.output.temporary());
        StagePlans plans = new StagePlans(stages, recorded.wantsArguments());
        List<CrewPlan> crews = plans.crews(names);
        EndingSignals.letIn();
        CrewPlan begun = crews.get(0);
        if (first.output.dryRun()) {
            return dryRun(begun.work(), sources, readsInput, names);
        }
        try (names;
                HeadStart start = RunCommand.headStart(begun);
                TaskSource items = Inputs.open(values, AS_IT_IS, sources, RunOptions.standardInput(readsInput), itemForm(several), RunOptions::warn)) {
            RunSpans spans = first.otlp.spans(first.control.known(), System.err::println);
            FlowPlan plan = plans.flow(crews, several, items.columns(), spans);
            FlowJournal journal = first.journal.openFlow(first.resume, typed, plan.kept());
            Records records = new Records(recorded, RunOptions::warn);
            TaskSource entering = records.remaining(items);
            OutputWriter writer = OutputWriter.ofThisProcess(first.output.config());
            OutputWriter kept = writer.behind(records.before(writer.first()));
            OutputWriter recording = journal == null ? kept : kept.behind(journal.before(kept.first()));
            OutputWriter all = spans == null ? recording : recording.behind(spans.before(recording.first()));
            if (journal != null) {
                log(journal, plan, records);
            }
            FlowRun run = new FlowRun(plan, start, InputPump.of(entering, begun), journal == null ? Recorder.NONE : journal, all,
                    first.recording.given() ? all::routed : Routed.UNNOTED);
            FlowResult result;
            try (spans) {
                result = result(run, writer, typed);
            }
            records.finish(result.end(), result.totals());
            RunResult ended = new RunResult(result.end(), result.totals(), result.outputFailure(), result.survivors());
            String resumeLine = journal == null ? null : ResumeLine.of(typed, first.resume.given(), readsInput);
            RunReport report = new RunReport(begun, plan::work, ended, writer.digest(), resumeLine);
            if (journal != null) {
                RecordedRun.tell(journal.end(RecordedRun.ending(result.end()), report.status()), result.outputFailure());
            }
            return report.finish();
        }
    }

    private int dryRun(Work work, List<InputSource> sources, boolean readsInput, PrivateDirectory names) throws IOException {
        InputConfig shown = first.input.config(first.packing.packing());
        try (names; TaskSource tasks = first.open(work, shown, sources, readsInput, false, names)) {
            DryRun.print(tasks, first.scheduling.slots(), first.output.shellCalls());
            return DryRun.printStages(stages.subList(1, stages.size()));
        }
    }

    /** Runs it to its end, which signals may bring, and shows how far it is. */
    private FlowResult result(FlowRun run, OutputWriter writer, List<String> typed) throws IOException {
        SignalInbox signals = new SignalInbox();
        signals.install();
        StagesLine line = StagesLine.of(run, writer, first.output.progress());
        try {
            return run.run(first.control.naming(typed), supervisor -> signals.deliver(signal -> Run.order(signal).ifPresent(supervisor::tell)));
        } finally {
            line.end();
        }
    }

    /** A run that was killed may not have got round to telling the job log of all that the journal has. */
    private static void log(FlowJournal journal, FlowPlan plan, Records records) throws IOException {
        journal.ended((item, values) -> {
            if (records.logLacks(item.id())) {
                plan.stages().get(item.stage()).form().task(item.id(), values).ifPresent(task -> records.log(new FinishedTask(
                        task, item.outcome(), item.attempts(), item.slot(), item.worker(), item.startMicros(), item.nanos(), 0, 0, 0,
                        ByteString.EMPTY, ByteString.EMPTY)));
            }
        });
        records.flush();
    }

    /** An item is a value; where several sources are combined, or columns have names, it is those of a row, with TABs between them. */
    private static TaskForm itemForm(boolean several) {
        return new TaskForm(false, 1, null, several);
    }
}
