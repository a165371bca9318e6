package io.drover.supervisor.core;

/** What has a say in whether tasks start: pacing, and the room that the machine has. Confined to the supervisor loop. */
public final class Starts {
    private final StartGate gate;
    private final StopPlan plan;
    private final Places places;
    private final Dispatcher dispatcher;
    private final Suspension suspension;
    private final Shortage shortage;
    private final FinalStates states;

    Starts(CrewParts parts) {
        this.gate = parts.gate;
        this.plan = parts.plan;
        this.places = parts.places;
        this.dispatcher = parts.dispatcher;
        this.suspension = parts.suspension;
        this.shortage = parts.shortage;
        this.states = parts.states;
    }

    /** The task that was asked for may start. */
    public void onGranted(long now) {
        gate.grant();
        dispatcher.dispatch(now);
    }

    /** The task that was asked for has to wait. */
    public void onHeld(Hold hold) {
        gate.hold(hold);
    }

    /** The task that was asked for is not wanted. */
    public void onRefused(long now) {
        TaskState task = dispatcher.takeRefused();
        if (task != null) {
            states.skipped(task, now);
            dispatcher.dispatch(now);
        }
    }

    /** From now on so many tasks run at a time; what runs is left to its end. */
    public void onLimit(int tasks, long now) {
        gate.limit(tasks);
        dispatcher.dispatch(now);
    }

    /** The machine is short of what tasks need: one of them has to make room. */
    public void onShortage(long now) {
        if (!plan.phase().stops()) {
            shortage.makeRoom();
        }
    }

    /** Memory is short: so many tasks may go on, the oldest; the others stop until there is more. */
    public void onRoom(int tasks, long now) {
        if (!plan.phase().stops()) {
            suspension.apply(places.running(), tasks, now);
        }
    }

    /** Memory is not short. */
    public void onPlenty(long now) {
        suspension.release(places.running(), now);
    }

    /** Output waits to be written: nothing new starts while that lasts. */
    public void onCongestion(boolean nowCongested, long now) {
        if (dispatcher.congested(nowCongested)) {
            dispatcher.dispatch(now);
        }
    }
}
