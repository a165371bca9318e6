package io.drover.supervisor;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.drover.posix.Signal;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HurryTest {
    private static final long LONG = TimeUnit.MINUTES.toNanos(1);

    @ParameterizedTest(name = "{0}: at once {1}, stalled {2}, after a minute {3}")
    @CsvSource({
        "'',         false, false, false",
        "HUP,        false, false, false",
        "HUP HUP,    false, false, false",
        "INT,        false, true,  false",
        "TERM,       false, true,  false",
        "HUP INT,    false, true,  false",
        "INT INT,    false, true,  true",
        "INT TERM,   false, true,  true",
        "KILL,       false, false, true",
    })
    void theMoreItIsToldToEndTheLessItWaits(String orders, boolean atOnce, boolean stalled, boolean later) {
        Hurry hurry = new Hurry();
        for (String order : orders.split(" ")) {
            if (order.equals("KILL")) {
                hurry.obey(new CrewOrder.Kill());
            } else if (!order.isEmpty()) {
                hurry.obey(new CrewOrder.Stop(Signal.valueOf(order)));
            }
        }
        assertEquals(atOnce, hurry.isOver(0, false));
        assertEquals(stalled, hurry.isOver(0, true));
        assertEquals(later, hurry.isOver(LONG, false));
    }
}
