package io.drover.flow;

import io.drover.flow.journal.Item;
import io.drover.supervisor.core.FinishedTask;
import java.util.ArrayList;
import java.util.List;

/** The first items that came to a bad end. In the loop. */
final class DeadLetters {
    private static final int MOST = 1000;

    private final List<FlowResult.DeadLetter> first = new ArrayList<>();

    /** @param items those of the task */
    void add(String stage, FinishedTask task, List<Item> items) {
        if (task.outcome().failed()) {
            for (Item item : items.subList(0, Math.min(items.size(), MOST - first.size()))) {
                first.add(new FlowResult.DeadLetter(stage, item.value(), task.outcome().why(), task.attempts()));
            }
        }
    }

    List<FlowResult.DeadLetter> first() {
        return List.copyOf(first);
    }
}
