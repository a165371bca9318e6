package io.drover.flow;

import io.drover.flow.journal.Texts;
import io.drover.supervisor.core.FinishedTask;
import java.util.ArrayList;
import java.util.List;

/** The first items that came to a bad end. In the loop. */
final class DeadLetters {
    private static final int MOST = 1000;

    private final List<FlowResult.DeadLetter> first = new ArrayList<>();

    void add(String stage, FinishedTask task) {
        if (task.outcome().failed() && first.size() < MOST) {
            first.add(new FlowResult.DeadLetter(stage, task.task().payload(), Texts.why(task), task.attempts()));
        }
    }

    List<FlowResult.DeadLetter> first() {
        return List.copyOf(first);
    }
}
