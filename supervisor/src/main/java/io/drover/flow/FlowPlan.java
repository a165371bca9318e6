package io.drover.flow;

import io.drover.flow.journal.FlowJournal;
import io.drover.supervisor.work.Work;
import java.nio.file.Path;
import java.util.List;

/**
 * A flow.
 *
 * @param stages in the order in which items go through them
 * @param sends whether tasks may send items to stages besides what they give to the next one
 * @param maxItems when more have come in, from outside and from tasks, the flow ends; 0: any number may
 * @param tmpdir where items wait that do not fit in memory, in files without a name
 */
public record FlowPlan(List<StagePlan> stages, boolean sends, long maxItems, Path tmpdir) {
    /** Keeps a copy. */
    public FlowPlan {
        stages = List.copyOf(stages);
    }

    /** What a journal keeps of the stages. */
    public List<FlowJournal.Kept> kept() {
        return stages.stream().map(stage -> new FlowJournal.Kept(stage.name(), stage.slots())).toList();
    }

    /** What is done in a stage. */
    public Work work(String name) {
        return stages.stream().filter(stage -> stage.name().equals(name)).findFirst().orElseThrow().crew().work();
    }
}
