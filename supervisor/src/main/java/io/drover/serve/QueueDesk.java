package io.drover.serve;

import io.drover.control.Desk;
import io.drover.control.RefusedException;
import io.drover.proto.ControlReply;
import io.drover.proto.ControlRequest;
import io.drover.proto.Explanation;
import io.drover.proto.StoredTask;
import io.drover.proto.SupervisorSight;
import io.drover.sqlite.DatabaseException;
import io.drover.supervisor.Supervisor;
import io.drover.supervisor.output.Conveyor;
import io.drover.supervisor.work.Work;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/** Answers for the queue of a service. */
final class QueueDesk implements Desk {
    private final Store store;
    private final StoredTasks tasks;
    private final Reasons reasons;
    private final TaskDesk orders;
    private final GroupDesk groups;
    private final StoreStation station;
    private final Conveyor conveyor;
    private final StoreIntake intake;
    private final Ending ending;
    private final Work work;

    QueueDesk(Queue queue, Supervisor supervisor, Ending ending) {
        this.store = queue.store();
        this.tasks = new StoredTasks(store);
        this.reasons = new Reasons(store, Reasons.Now.of(supervisor));
        this.station = queue.station();
        this.conveyor = queue.conveyor();
        this.intake = queue.intake();
        this.work = queue.work();
        this.orders = new TaskDesk(store, station, intake, supervisor);
        this.groups = new GroupDesk(store, tasks, intake, supervisor);
        this.ending = ending;
    }

    @Override
    public boolean answer(ControlRequest request, ControlReply.Builder reply) throws RefusedException {
        try {
            switch (request.getRequestCase()) {
                case SUBMIT -> submit(request.getSubmit(), reply);
                case LIST -> reply.setTasks(ControlReply.TaskList.newBuilder().addAllTasks(tasks.list(request.getList())));
                case READ -> reply.setTasks(ControlReply.TaskList.newBuilder().addTasks(read(request.getRead())));
                case CANCEL -> reply.setDone(orders.cancel(request.getCancel().getTasksList()));
                case RETRY -> reply.setDone(orders.retry(request.getRetry().getTasksList()));
                case FORGET -> reply.setDone(orders.forget(request.getForget().getTasksList()));
                case STASH -> reply.setDone(orders.stash(request.getStash().getTasksList()));
                case ENQUEUE -> reply.setDone(orders.enqueue(request.getEnqueue().getTasksList()));
                case DROP -> reply.setDone(orders.drop(request.getDrop().getTasksList()));
                case EDIT -> reply.setDone(orders.edit(request.getEdit()));
                case GROUPS -> reply.setGroups(groups.list());
                case GROUP -> groups.set(request.getGroup(), reply);
                case EXPLAIN -> {
                    if (!request.getExplain().hasTask()) {
                        return false;
                    }
                    reply.setExplanation(explained(request.getExplain().getTask()));
                }
                case OUTPUT -> reply.setOutput(output(request.getOutput()));
                case STOP -> reply.setDone(stop(request.getStop().getNow()));
                default -> {
                    return false;
                }
            }
            return true;
        } catch (DatabaseException e) {
            throw new RefusedException(e.getMessage());
        }
    }

    private void submit(ControlRequest.Submit wanted, ControlReply.Builder reply) throws RefusedException, DatabaseException {
        if (!work.hasDirectory() && wanted.getTasksList().stream().anyMatch(task -> task.getEnvironmentCount() > 0)) {
            throw new RefusedException("a variable is for a command, and here tasks are lines for " + work.title());
        }
        Arrivals.Added added = store.submit(wanted);
        reply.setSubmitted(ControlReply.Submitted.newBuilder().addAllIds(added.ids()));
        if (added.delayed()) {
            intake.look();
        } else if (added.first() < Long.MAX_VALUE) {
            intake.look(added.first());
        }
    }

    private StoredTask read(ControlRequest.ReadTask wanted) throws RefusedException, DatabaseException {
        return tasks.find(wanted.getTask(), wanted.getOutput())
                .orElseThrow(() -> new RefusedException("there is no task " + wanted.getTask()));
    }

    private Explanation.Builder explained(long task) throws RefusedException, DatabaseException {
        List<String> lines = reasons.of(task, System.currentTimeMillis());
        if (lines.isEmpty()) {
            throw new RefusedException("there is no task " + task);
        }
        return Explanation.newBuilder().addAllLines(lines);
    }

    private ControlReply.TaskOutput.Builder output(ControlRequest.ReadOutput wanted) throws RefusedException, DatabaseException {
        // In this order: what ends in between is stored.
        AtomicReference<ControlReply.TaskOutput.Builder> now = new AtomicReference<>(ControlReply.TaskOutput.newBuilder());
        conveyor.perform(() -> now.set(station.printed(wanted)));
        Optional<ControlReply.TaskOutput.Builder> stored = tasks.printed(wanted);
        if (stored.isEmpty() && tasks.find(wanted.getTask(), false).isEmpty()) {
            throw new RefusedException("there is no task " + wanted.getTask());
        }
        return stored.orElseGet(now::get);
    }

    private String stop(boolean now) {
        if (now) {
            ending.quit();
            return "it ends";
        }
        ending.stop();
        return "it ends when what runs is over, or after the grace period";
    }

    @Override
    public void tell(SupervisorSight.Builder sight) {
        sight.setEnding(ending.ends()).setTaskClass(work.hasDirectory() ? "" : work.title());
        try {
            tasks.counts().forEach((state, count) ->
                    sight.addStored(SupervisorSight.StateCount.newBuilder().setState(state).setTasks(count)));
            store.tally().forEach((state, count) -> {
                if (state.equals(Tally.RETRIED)) {
                    sight.setRetried(count);
                } else {
                    sight.addEnded(SupervisorSight.StateCount.newBuilder().setState(state).setTasks(count));
                }
            });
        } catch (DatabaseException e) {
            // The service will say so when it needs it.
        }
    }
}
