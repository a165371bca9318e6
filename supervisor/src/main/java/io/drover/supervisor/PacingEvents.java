package io.drover.supervisor;

import io.drover.supervisor.core.CrewOrders;
import io.drover.supervisor.core.Starts;
import io.drover.supervisor.core.Supervision;
import io.drover.supervisor.pacing.Pacer;
import io.drover.supervisor.pacing.PacingEvent;

/** What has a say in whether tasks start becomes events of the core. Confined to the loop. */
final class PacingEvents {
    private final Pacer pacer;
    private final LoopEffects effects;
    private final Starts starts;
    private final CrewOrders orders;

    PacingEvents(Pacer pacer, LoopEffects effects, Supervision supervision) {
        this.pacer = pacer;
        this.effects = effects;
        this.starts = supervision.starts();
        this.orders = supervision.orders();
    }

    void drain(long now) {
        for (PacingEvent event = pacer.poll(); event != null; event = pacer.poll()) {
            onEvent(event, now);
        }
    }

    private void onEvent(PacingEvent event, long now) {
        if (event instanceof PacingEvent.Granted) {
            starts.onGranted(now);
        } else if (event instanceof PacingEvent.Held held) {
            starts.onHeld(held.hold());
        } else if (event instanceof PacingEvent.Refused) {
            starts.onRefused(now);
        } else if (event instanceof PacingEvent.Limit limit) {
            starts.onLimit(limit.tasks(), now);
        } else if (event instanceof PacingEvent.Shortage) {
            starts.onShortage(now);
        } else if (event instanceof PacingEvent.Room room) {
            starts.onRoom(room.tasks(), now);
        } else if (event instanceof PacingEvent.Plenty) {
            starts.onPlenty(now);
        } else if (event instanceof PacingEvent.Warning warning) {
            effects.log(warning.message());
        } else if (event instanceof PacingEvent.Failed failed) {
            orders.giveUp(failed.message(), now);
        }
    }
}
