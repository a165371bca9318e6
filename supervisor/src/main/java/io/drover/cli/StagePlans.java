package io.drover.cli;

import io.drover.cli.options.OutputOptions;
import io.drover.flow.FlowPlan;
import io.drover.flow.ItemForm;
import io.drover.flow.StageItem;
import io.drover.flow.StagePlan;
import io.drover.parallel.InputConfig;
import io.drover.parallel.TaskForm;
import io.drover.parallel.ValueTasks;
import io.drover.parallel.text.UsageException;
import io.drover.proto.FlowStage;
import io.drover.supervisor.CrewPlan;
import io.drover.supervisor.process.PrivateDirectory;
import io.drover.supervisor.work.JavaTasks;
import io.drover.supervisor.work.Work;
import io.drover.trace.RunSpans;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Makes a flow of the options of its stages. */
final class StagePlans {
    private static final String TAB = "\t";

    private final List<RunOptions> stages;
    private final boolean keepsValues;
    /** What tasks know of the stages. */
    private final List<FlowStage> known = new ArrayList<>();

    /** @param keepsValues whether what is kept of the run has the values of tasks */
    StagePlans(List<RunOptions> stages, boolean keepsValues) {
        this.stages = stages;
        this.keepsValues = keepsValues;
        Set<String> taken = new HashSet<>();
        for (RunOptions stage : stages) {
            String name = stage.flow.name(known.size() + 1);
            if (!taken.add(name)) {
                throw new UsageException("two stages are called " + name);
            }
            boolean batches = stage.java.given() && batch(stage).most() > 1;
            known.add(FlowStage.newBuilder().setName(name).setTaskClass(stage.java.taskClass()).setBatches(batches).build());
        }
    }

    /** @param names where commands find blocks by name */
    List<CrewPlan> crews(PrivateDirectory names) {
        List<CrewPlan> crews = new ArrayList<>();
        for (RunOptions stage : stages) {
            int number = crews.size() + 1;
            OutputOptions output = number == stages.size() ? stages.get(0).output : new OutputOptions();
            crews.add(stage.plan(names, output, work -> inFlow(work, known, number)));
        }
        return crews;
    }

    /**
     * All of it.
     *
     * @param several whether items of the first stage are several values each
     * @param columns what those are called
     * @param spans of its tasks; null: nobody wants them
     */
    FlowPlan flow(List<CrewPlan> crews, boolean several, List<String> columns, RunSpans spans) throws IOException {
        List<StagePlan> plans = new ArrayList<>();
        boolean sends = false;
        for (RunOptions stage : stages) {
            int number = plans.size();
            InputConfig values = stage.input.config(stage.packing.packing());
            ItemForm form = number == 0 && several
                    ? form(stage, known.get(number), crews.get(number), values.ofRows(TAB), columns)
                    : form(stage, known.get(number), crews.get(number), values.ofValues(), List.of());
            plans.add(new StagePlan(
                    known.get(number).getName(),
                    crews.get(number),
                    spans == null || !crews.get(number).work().hasDirectory() ? form : (id, items) -> form.task(id, items).map(spans::mark),
                    stage.java.given() ? StagePlan.Gives.VALUES : StagePlan.Gives.LINES,
                    stage.flow.queue(),
                    stage.flow.unique(),
                    batch(stage),
                    StagePlan.ONE_INPUT));
            sends |= stage.java.given() || stage.flow.emit() > 0;
        }
        return new FlowPlan(plans, sends, stages.get(0).flow.maxItems(), stages.get(0).output.temporary());
    }

    /** How many items a task of a stage takes; refuses what makes no sense. */
    static StagePlan.Batch batch(RunOptions stage) {
        return stage.flow.batch(stage.packing.packing().maxRows());
    }

    private static Work inFlow(Work work, List<FlowStage> known, int number) {
        return work instanceof JavaTasks tasks
                ? new JavaTasks(tasks.setup().toBuilder().addAllStages(known).setStage(number).setResultLines(number == known.size()).build())
                : work;
    }

    private ItemForm form(RunOptions stage, FlowStage known, CrewPlan crew, InputConfig config, List<String> columns) throws IOException {
        OutputOptions output = stages.get(0).output;
        TaskForm form = stage.form(crew.work(), output.tag(), output.showsValues() || keepsValues);
        ValueTasks tasks = new ValueTasks(config, stage.task(), form, columns);
        return (id, values) -> tasks.task(values)
                .map(task -> known.getBatches() ? task.with(ItemForm.list(values)) : task)
                .map(task -> task.withId(id))
                .map(task -> task.from(new StageItem(task.origin(), id, known.getName())));
    }
}
