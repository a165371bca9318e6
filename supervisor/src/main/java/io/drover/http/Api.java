package io.drover.http;

import io.drover.proto.SupervisorSight;
import io.drover.sight.Sights;

/** What is asked for, and who answers. */
final class Api {
    private final Asking asking;
    private final Meters meters;

    Api(Asking asking, Meters meters) {
        this.asking = asking;
        this.meters = meters;
    }

    Routes routes() {
        return new Routes()
                .add("GET", "/healthz", asked -> Reply.text(200, "ok\n"))
                .add("GET", "/readyz", asked -> ready())
                .add("GET", "/metrics", asked -> new Reply(200, Exposition.TYPE, Exposition.text(meters.snapshots(), asking.look())))
                .add("GET", "/api/v1/status", asked -> Reply.json(Sights.json(asking.look())));
    }

    private Reply ready() throws Refusal {
        SupervisorSight sight = asking.look();
        boolean over = sight.getCrewsList().stream().allMatch(crew -> crew.getSlots() == 0);
        return over ? Reply.text(503, "it ends\n") : Reply.text(200, "ok\n");
    }
}
