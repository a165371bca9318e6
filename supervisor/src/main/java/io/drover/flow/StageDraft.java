package io.drover.flow;

import io.drover.proto.FlowStage;
import io.drover.proto.JavaSetup;
import io.drover.remote.ValueCodec;
import io.drover.supervisor.CrewPlan;
import io.drover.supervisor.Slots;
import io.drover.supervisor.core.TaskSpec;
import io.drover.supervisor.core.Terms;
import io.drover.supervisor.pacing.PacingConfig;
import io.drover.supervisor.process.WorkerJvm;
import io.drover.supervisor.work.JavaTasks;
import io.drover.supervisor.work.Work;
import io.drover.task.Codec;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A stage of Java as far as something has been said of it, and what the engine is told of that. Nobody changes it while the flow runs. */
final class StageDraft {
    final String name;
    final StageTask task;
    int slots = 1;
    /** 0: one for each slot. */
    int workers;
    Terms terms = Terms.ONCE;
    int queue = StagePlan.USUAL_QUEUE;
    boolean unique;
    List<String> inputs = StagePlan.ONE_INPUT;
    StagePlan.Batch batch = StagePlan.Batch.NONE;
    PacingConfig pacing = PacingConfig.NONE;
    final List<String> jvmOptions = new ArrayList<>();
    final List<byte[]> environment = new ArrayList<>();

    StageDraft(String name, StageTask task) {
        this.name = name;
        this.task = task;
    }

    boolean isFunction() {
        return task instanceof StageTask.OfFunction;
    }

    /** @param values whether its items are any values, and not what its task's codec makes */
    Codec<Object> item(boolean values) {
        return values ? new ValueCodec() : task.item(batch.most() > 1);
    }

    /** @param values whether its results are any values, and not what its task's codec makes */
    Codec<Object> result(boolean values) {
        return values ? new ValueCodec() : task.result();
    }

    /**
     * What tasks know of it.
     *
     * @param takesValues as for {@link #item}
     * @param givesValues as for {@link #result}
     */
    FlowStage known(boolean takesValues, boolean givesValues) {
        String codec = ValueCodec.class.getName();
        return FlowStage.newBuilder()
                .setName(name)
                .setTaskClass(task.type().getName())
                .setBatches(batch.most() > 1)
                .addAllInputs(inputs == StagePlan.ONE_INPUT ? List.of() : inputs)
                .setItemCodec(takesValues ? codec : "")
                .setResultCodec(givesValues ? codec : "")
                .build();
    }

    /**
     * All that the engine needs.
     *
     * @param known all stages of the flow
     * @param number which of them it is, from 1
     */
    StagePlan plan(List<FlowStage> known, int number) {
        JavaSetup.Builder setup = JavaTasks.ofThisProgram(task.type().getName()).addAllStages(known).setStage(number);
        task.setup(setup);
        Work work = new JavaTasks(setup.build());
        CrewPlan crew = CrewPlan.of(work)
                .slots(Slots.spread(workers == 0 ? slots : Math.min(workers, slots), slots))
                .terms(terms)
                .pacing(pacing)
                .jvm(WorkerJvm.current(work.jvmOptions(), jvmOptions, environment))
                .build();
        ItemForm form = batch.most() > 1
                ? (id, values) -> Optional.of(new TaskSpec(id, ItemForm.list(values)))
                : (id, values) -> Optional.of(new TaskSpec(id, values.get(0)));
        return new StagePlan(name, crew, form, StagePlan.Gives.VALUES, queue, unique, batch, inputs);
    }
}
