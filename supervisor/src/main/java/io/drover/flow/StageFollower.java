package io.drover.flow;

import com.google.protobuf.ByteString;
import io.drover.flow.journal.Item;
import io.drover.supervisor.Answer;
import io.drover.supervisor.Follower;
import io.drover.supervisor.Receipt;
import io.drover.supervisor.Valve;
import io.drover.supervisor.core.FinishedTask;
import io.drover.supervisor.core.Hold;
import io.drover.supervisor.core.TaskSpec;
import io.drover.supervisor.core.TaskState;
import io.drover.supervisor.core.WorkerKey;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Takes what the tasks of a stage give to the router, and tells all else to one that follows the flow. In the loop. */
final class StageFollower implements Follower {
    private final Stage stage;
    private final Router router;
    private final Follower told;
    private final Routed routed;
    private final boolean last;
    /** By task, while it runs and has given something. */
    private final Map<Long, Given> given = new HashMap<>();

    /**
     * @param told hears of the tasks of all stages, but of the output of the last one alone
     * @param routed hears of all other output
     * @param last whether that is this one
     */
    StageFollower(Stage stage, Router router, Follower told, Routed routed, boolean last) {
        this.stage = stage;
        this.router = router;
        this.told = told;
        this.routed = routed;
        this.last = last;
    }

    private Given of(TaskSpec task) {
        return given.computeIfAbsent(task.id(), id -> new Given(router, stage, stage.asked().isAtWork(id)));
    }

    @Override
    public void chunk(TaskSpec task, boolean standardError, ByteString data, Receipt receipt) {
        if (standardError || last && !stage.asked().isAtWork(task.id())) {
            told.chunk(task, standardError, data, receipt);
            return;
        }
        router.attempt(() -> of(task).output(data));
        routed.note(task, data, receipt);
    }

    @Override
    public void emitted(TaskSpec task, ByteString data, Receipt receipt) {
        router.attempt(() -> of(task).emitted(data));
        receipt.give(data.size());
    }

    @Override
    public void retried(FinishedTask attempt) {
        forget(attempt.task());
        told.retried(last && !stage.asked().isAtWork(attempt.task().id()) ? attempt : withoutResult(attempt));
    }

    @Override
    public void discarded(TaskSpec task) {
        forget(task);
        told.discarded(task);
    }

    @Override
    public void asked(TaskSpec task, int target, ByteString item, Answer answer) {
        StageInput input = router.inputs().get(target);
        Stage other = input.stage();
        if (other.number() <= stage.number()) {
            // Two tasks could wait for each other for ever.
            answer.fail("a task of " + stage.plan().name() + " may ask stages behind it, and not " + other.plan().name());
        } else if (other.plan().batch().most() > 1) {
            answer.fail(other.plan().name() + " takes several items at a time, and cannot be asked");
        } else {
            other.asked().add(input, new Item(router.nextId(), item), answer);
            router.changed();
        }
    }

    @Override
    public void finished(FinishedTask task) {
        List<Item> items = stage.finished(task);
        Answer answer = stage.asked().takeAnswer(task.task().id());
        if (task.outcome().ok()) {
            deliver(task, answer);
        } else {
            forget(task.task());
            router.deadLetters().add(stage.plan().name(), task, items);
            if (answer != null) {
                answer.fail(stage.plan().name() + ": " + task.outcome().why());
            }
        }
        items.forEach(item -> router.recorder().finished(item.id(), task));
        if (last && answer == null) {
            told.finished(task);
        } else {
            routed.note(task.task(), task.output(), Receipt.NONE);
            told.finished(withoutResult(task));
        }
        if (!task.outcome().ok()) {
            // It may have come to its end in the middle of a round, when other crews had looked already.
            router.changed();
        }
    }

    /** @param answer null where nobody waits for it */
    private void deliver(FinishedTask task, Answer answer) {
        long id = task.task().id();
        boolean gives = answer == null && !last && !task.output().isEmpty();
        Given all = gives ? of(task.task()) : given.get(id);
        if (answer != null) {
            ByteString before = all == null ? ByteString.EMPTY : all.result();
            answer.give(before.concat(task.output()));
        }
        if (all == null) {
            return;
        }
        given.remove(id);
        router.attempt(() -> {
            if (gives) {
                all.output(task.output());
            }
            all.deliver(id);
        });
    }

    private void forget(TaskSpec task) {
        Given dropped = given.remove(task.id());
        if (dropped != null) {
            dropped.forget();
        }
    }

    private static FinishedTask withoutResult(FinishedTask task) {
        return task.withOutput(ByteString.EMPTY, task.error());
    }

    @Override
    public void submitted(List<TaskSpec> tasks) {
        told.submitted(tasks);
    }

    @Override
    public void spawned(WorkerKey worker, int slots) {
        told.spawned(worker, slots);
    }

    @Override
    public void lost(WorkerKey worker, String reason) {
        told.lost(worker, reason);
    }

    @Override
    public void sent(WorkerKey worker, List<TaskState> tasks) {
        told.sent(worker, tasks);
    }

    @Override
    public void held(Hold hold) {
        told.held(hold);
    }

    @Override
    public void message(String line) {
        told.message(line);
    }

    @Override
    public void roundOver() {
        stage.roundOver();
        router.recorder().roundOver();
        told.roundOver();
    }

    @Override
    public Valve valve() {
        return told.valve();
    }

    /** What is told is over with the last of the stages. */
    @Override
    public void over(Runnable done) {
        if (router.stageOver() == 0) {
            told.over(done);
        } else {
            done.run();
        }
    }
}
