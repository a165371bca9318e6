package io.drover.serve;

import io.drover.control.Desk;
import io.drover.control.RefusedException;
import io.drover.proto.ControlReply;
import io.drover.proto.ControlRequest;
import io.drover.proto.StoredTask;
import io.drover.proto.SupervisorSight;
import io.drover.sqlite.DatabaseException;
import io.drover.supervisor.CrewOrder;
import io.drover.supervisor.Supervisor;
import java.util.List;

/** Answers for the queue of a service. */
final class QueueDesk implements Desk {
    private final Store store;
    private final StoredTasks tasks;
    private final GroupDesk groups;
    private final StoreStation station;
    private final StoreIntake intake;
    private final Supervisor supervisor;
    private final Ending ending;

    QueueDesk(Store store, StoreStation station, StoreIntake intake, Supervisor supervisor, Ending ending) {
        this.store = store;
        this.tasks = new StoredTasks(store);
        this.groups = new GroupDesk(store, tasks, intake);
        this.station = station;
        this.intake = intake;
        this.supervisor = supervisor;
        this.ending = ending;
    }

    @Override
    public boolean answer(ControlRequest request, ControlReply.Builder reply) throws RefusedException {
        try {
            switch (request.getRequestCase()) {
                case SUBMIT -> submit(request.getSubmit(), reply);
                case LIST -> reply.setTasks(ControlReply.TaskList.newBuilder().addAllTasks(tasks.list(request.getList())));
                case READ -> reply.setTasks(ControlReply.TaskList.newBuilder().addTasks(read(request.getRead())));
                case CANCEL -> reply.setDone(cancel(request.getCancel().getTasksList()));
                case RETRY -> reply.setDone(retry(request.getRetry().getTasksList()));
                case FORGET -> reply.setDone(forget(request.getForget().getTasksList()));
                case GROUPS -> reply.setGroups(groups.list());
                case GROUP -> groups.set(request.getGroup(), reply);
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

    private void submit(ControlRequest.Submit wanted, ControlReply.Builder reply) throws DatabaseException {
        Arrivals.Added added = store.submit(wanted.getTasksList());
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

    private String cancel(List<Long> ids) throws RefusedException, DatabaseException {
        for (long id : ids) {
            String state = known(id, tasks.cancel(id));
            if (state.equals("ready") || state.equals("running")) {
                station.expectCancel(id);
                supervisor.tell(new CrewOrder.Cancel(id));
            } else if (!Store.isOpen(state)) {
                throw new RefusedException("task " + id + " has ended: " + state);
            }
        }
        return "";
    }

    private String retry(List<Long> ids) throws RefusedException, DatabaseException {
        for (long id : ids) {
            String state = known(id, tasks.retry(id));
            if (state.equals("ok") || Store.isOpen(state) && !state.equals("held")) {
                throw new RefusedException("task " + id + " is " + state + ": nothing to run again");
            }
        }
        intake.look();
        return "";
    }

    private String forget(List<Long> ids) throws RefusedException, DatabaseException {
        for (long id : ids) {
            if (Store.isOpen(known(id, tasks.forget(id)))) {
                throw new RefusedException("task " + id + " has not ended: cancel it first");
            }
        }
        return "";
    }

    private static String known(long id, String state) throws RefusedException {
        if (state == null) {
            throw new RefusedException("there is no task " + id);
        }
        return state;
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
        sight.setEnding(ending.ends());
        try {
            tasks.counts().forEach((state, count) ->
                    sight.addStored(SupervisorSight.StateCount.newBuilder().setState(state).setTasks(count)));
        } catch (DatabaseException e) {
            // The service will say so when it needs it.
        }
    }
}
