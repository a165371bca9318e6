package io.drover.serve;

import io.drover.control.RefusedException;
import io.drover.proto.ControlReply;
import io.drover.proto.ControlRequest;
import io.drover.proto.Group;
import io.drover.proto.SupervisorSight;
import io.drover.sqlite.DatabaseException;
import io.drover.supervisor.CrewOrder;
import io.drover.supervisor.Supervisor;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Answers for the groups of a service. */
final class GroupDesk {
    private static final int MOST_SLOTS = 1_000_000;

    private final Store store;
    private final StoredTasks tasks;
    private final StoreIntake intake;
    private final Supervisor supervisor;

    GroupDesk(Store store, StoredTasks tasks, StoreIntake intake, Supervisor supervisor) {
        this.store = store;
        this.tasks = tasks;
        this.intake = intake;
        this.supervisor = supervisor;
    }

    ControlReply.GroupList.Builder list() throws DatabaseException {
        Map<String, Map<String, Long>> counts = new TreeMap<>(tasks.countsByGroup());
        Map<String, Groups.Limit> limits = store.groups().limits();
        limits.keySet().forEach(name -> counts.putIfAbsent(name, Map.of()));
        ControlReply.GroupList.Builder list = ControlReply.GroupList.newBuilder();
        counts.forEach((name, states) -> {
            Groups.Limit limit = limits.getOrDefault(name, Groups.Limit.NONE);
            Group.Builder group = list.addGroupsBuilder().setName(name).setSlots(limit.slots()).setPaused(limit.paused());
            states.forEach((state, count) -> group.addTasks(SupervisorSight.StateCount.newBuilder().setState(state).setTasks(count)));
        });
        return list;
    }

    void set(ControlRequest.SetGroup wanted, ControlReply.Builder reply) throws RefusedException, DatabaseException {
        if (wanted.getSlots() < 0 || wanted.getSlots() > MOST_SLOTS) {
            throw new RefusedException("a group can have 0 slots, for any number, to " + MOST_SLOTS + ", not "
                    + Integer.toUnsignedString(wanted.getSlots()));
        }
        Groups.Limit now = store.groups().limit(wanted.getName());
        Groups.Limit limit = new Groups.Limit(
                wanted.hasSlots() ? wanted.getSlots() : now.slots(), wanted.hasPaused() ? wanted.getPaused() : now.paused());
        // What the service has in memory and no worker has begun is counted again.
        List<Long> inHand = intake.aside(task -> task.group().equals(wanted.getName()), connection -> {
            store.groups().set(connection, wanted.getName(), limit);
            return store.turns().inHand(wanted.getName());
        });
        inHand.forEach(task -> supervisor.tell(new CrewOrder.GiveBack(task)));
        // When that is answered, it is done.
        supervisor.look();
        intake.look();
        reply.setDone("");
    }
}
