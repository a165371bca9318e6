package io.drover.serve;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.drover.supervisor.Sight;
import io.drover.supervisor.core.Hold;
import io.drover.supervisor.core.Ledger;
import io.drover.supervisor.core.RunProgress;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class HealthTest {
    private static final long LATER = Health.PATIENCE_NANOS + 1_000_000_000;
    private static final Hold HELD = new Hold(Hold.Cause.ORDER, "held by an order");

    private final Health health = new Health();

    private static Sight sight(long done, int running, int waiting, Hold hold) {
        Ledger.Totals totals = new Ledger.Totals(done + running + waiting, done, 0, 0, 0, 0);
        RunProgress progress = new RunProgress(totals, -1, running, 4, 0, -1, hold, waiting);
        return new Sight(List.of(new Sight.CrewSight(7, progress, List.of(), List.of(), Map.of())));
    }

    private boolean well(Sight sight, long now) {
        return health.look(sight, false, now).isEmpty();
    }

    @Test
    void tasksThatWaitBesideFreeSlotsAreASignOfIllness() {
        assertTrue(well(sight(3, 1, 2, null), 0));
        assertTrue(well(sight(3, 1, 2, null), Health.PATIENCE_NANOS));
        assertEquals(Optional.of("tasks wait and slots are free, but none has started for 61 s"), health.look(sight(3, 1, 2, null), false, LATER));
        assertTrue(well(sight(3, 2, 1, null), LATER + 1), "another has started");
    }

    @Test
    void nobodyIsIllWhoIsBusyOrHasNothingToDoOrIsHeldBack() {
        for (Sight sight : List.of(sight(3, 4, 2, null), sight(3, 1, 0, null), sight(3, 1, 2, HELD))) {
            assertTrue(well(sight, 0));
            assertTrue(well(sight, LATER), sight::toString);
            assertTrue(well(sight(3, 1, 2, null), LATER + 1), "patience begins anew");
        }
    }

    @Test
    void startsMayBeAsFarApartAsSomebodyWants() {
        assertTrue(health.look(sight(3, 1, 2, null), true, 0).isEmpty());
        assertTrue(health.look(sight(3, 1, 2, null), true, LATER).isEmpty());
    }
}
