package io.drover.flow;

import io.drover.flow.journal.Item;
import io.drover.supervisor.Answer;
import io.drover.supervisor.core.TaskSpec;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What tasks ask of a stage, and who waits for the answers. In the loop. */
final class Asked {
    private record Question(StageInput input, Item item, Answer answer) {}

    private final Deque<Question> waiting = new ArrayDeque<>();
    /** By item, while its task is at work. */
    private final Map<Long, Answer> answers = new HashMap<>();

    void add(StageInput input, Item item, Answer answer) {
        waiting.add(new Question(input, item, answer));
    }

    /** How many wait for a task. */
    int waiting() {
        return waiting.size();
    }

    /** Makes a task of the first that waits, unless a filter is against it; false if none does. */
    boolean take(List<TaskSpec> tasks) throws IOException {
        Question next = waiting.poll();
        if (next == null) {
            return false;
        }
        StageInput input = next.input();
        input.task(List.of(next.item())).ifPresentOrElse(made -> {
            tasks.add(made);
            answers.put(made.id(), next.answer());
        }, () -> next.answer().fail("the stage " + input.stage().plan().name() + " has a filter against that"));
        return true;
    }

    /** Whether the task of an item is at work for somebody who waits. */
    boolean isAtWork(long item) {
        return !answers.isEmpty() && answers.containsKey(item);
    }

    /** Who waits for the item that has come to its end; null: nobody. */
    Answer takeAnswer(long item) {
        return answers.isEmpty() ? null : answers.remove(item);
    }
}
