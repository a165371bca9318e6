package io.drover.serve;

import io.drover.control.RefusedException;
import io.drover.proto.ControlRequest;
import io.drover.sqlite.DatabaseException;
import io.drover.supervisor.CrewOrder;
import io.drover.supervisor.Supervisor;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Has something done with single tasks of a service: each by itself, so that one that is not in the state for it holds up no other. */
final class TaskDesk {
    private static final int MOST_REASONS = 10;

    private final Store store;
    private final StoreStation station;
    private final StoreIntake intake;
    private final Supervisor supervisor;

    TaskDesk(Store store, StoreStation station, StoreIntake intake, Supervisor supervisor) {
        this.store = store;
        this.station = station;
        this.intake = intake;
        this.supervisor = supervisor;
    }

    private interface Change {
        void make(Changes changes, long id) throws SQLException, DatabaseException;
    }

    private interface Order {
        void give(long id) throws DatabaseException;
    }

    private void each(List<Long> ids, Order order) throws RefusedException {
        List<String> reasons = new ArrayList<>();
        for (long id : ids) {
            try {
                order.give(id);
            } catch (DatabaseException e) {
                reasons.add(e.getMessage());
            }
        }
        int more = reasons.size() - MOST_REASONS;
        if (!reasons.isEmpty()) {
            throw new RefusedException(String.join("; ", reasons.subList(0, Math.min(MOST_REASONS, reasons.size())))
                    + (more > 0 ? "; and " + more + " more" : "")
                    + (ids.size() > reasons.size() ? "; the others are done" : ""));
        }
    }

    private void each(List<Long> ids, Change change) throws RefusedException {
        try {
            each(ids, (Order) id -> make(change, id));
        } finally {
            intake.look();
        }
    }

    private void make(Change change, long id) throws DatabaseException {
        store.commit(unused -> {
            change.make(store.changes(), id);
            return null;
        });
    }

    /** Of one that may be in memory to start soon. */
    private void makeAside(Change change, long id) throws DatabaseException {
        intake.aside(task -> task.number() == id, unused -> {
            change.make(store.changes(), id);
            return null;
        });
        intake.look();
    }

    String cancel(List<Long> ids) throws RefusedException {
        each(ids, (Order) id -> {
            if (store.commit(unused -> store.changes().cancel(id))) {
                station.expectCancel(id);
                supervisor.tell(new CrewOrder.Cancel(id));
            }
        });
        return "";
    }

    String retry(List<Long> ids) throws RefusedException {
        each(ids, Changes::retry);
        return "";
    }

    String forget(List<Long> ids) throws RefusedException {
        each(ids, Changes::forget);
        return "";
    }

    String enqueue(List<Long> ids) throws RefusedException {
        each(ids, Changes::enqueue);
        return "";
    }

    String drop(List<Long> ids) throws RefusedException {
        each(ids, Changes::drop);
        return "";
    }

    String stash(List<Long> ids) throws RefusedException {
        each(ids, (Order) id -> makeAside(Changes::stash, id));
        return "";
    }

    String edit(ControlRequest.EditTask wanted) throws DatabaseException {
        makeAside((changes, id) -> changes.edit(id, wanted.getTo()), wanted.getTask());
        return "";
    }
}
