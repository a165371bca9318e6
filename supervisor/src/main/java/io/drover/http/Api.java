package io.drover.http;

import io.drover.proto.ControlRequest;
import io.drover.proto.ControlRequest.Drain;
import io.drover.proto.ControlRequest.Explain;
import io.drover.proto.ControlRequest.Pause;
import io.drover.proto.ControlRequest.Restart;
import io.drover.proto.ControlRequest.Resume;
import io.drover.proto.ControlRequest.Scale;
import io.drover.proto.ControlRequest.Stop;
import io.drover.proto.Group;
import io.drover.proto.SupervisorSight;
import io.drover.sight.Sights;
import java.util.List;
import org.json.JSONObject;

/** What is asked for, and which requests of the control socket that makes. */
final class Api {
    private final Asking asking;
    private final Meters meters;
    private final GroupRoutes groups;

    Api(Asking asking, Meters meters) {
        this.asking = asking;
        this.meters = meters;
        this.groups = new GroupRoutes(asking);
    }

    /** Adds all but what the page is made of. */
    void addTo(Routes routes) {
        routes.add("GET", "/healthz", asked -> Reply.text(200, "ok\n"))
                .add("GET", "/readyz", asked -> ready())
                .add("GET", "/metrics", asked -> new Reply(200, Exposition.TYPE, Exposition.text(meters.snapshots(), asking.look(), groups())))
                .add("GET", "/api/v1/openapi.json", asked -> Resources.reply("openapi.json"))
                .add("GET", "/api/v1/status", asked -> Reply.json(Sights.json(asking.look())))
                .add("GET", "/api/v1/workers/{worker}/why", asked -> asking.words(to -> to.setExplain(Explain.newBuilder().setWorker(asked.worker()))))
                .add("POST", "/api/v1/pause", asked -> asking.order(to -> to.setPause(Pause.getDefaultInstance())))
                .add("POST", "/api/v1/resume", asked -> asking.order(to -> to.setResume(Resume.getDefaultInstance())))
                .add("POST", "/api/v1/scale", this::scale)
                .add("POST", "/api/v1/restart", asked -> asking.order(to -> to.setRestart(Restart.getDefaultInstance())))
                .add("POST", "/api/v1/drain", asked -> asking.order(to -> to.setDrain(Drain.getDefaultInstance())))
                .add("POST", "/api/v1/stop", asked -> asking.order(to -> to.setStop(Stop.newBuilder().setNow(Members.flag(asked.body("now"), "now")))));
        new TaskRoutes(asking).addTo(routes);
        new ProcessRoutes(asking).addTo(routes);
        groups.addTo(routes);
    }

    private Reply ready() throws Refusal {
        SupervisorSight sight = asking.look();
        if (!sight.getBroken().isEmpty()) {
            return Reply.text(503, sight.getBroken() + "\n");
        }
        return sight.getEnding() ? Reply.text(503, "it ends\n") : Reply.text(200, "ok\n");
    }

    /** Empty where there is no store. */
    private List<Group> groups() {
        try {
            return groups.list();
        } catch (Refusal e) {
            return List.of();
        }
    }

    /** So many, or so many more. */
    private Reply scale(Asked asked) throws Refusal {
        JSONObject body = asked.body("slots", "by", "stage");
        if (body.has("slots") == body.has("by")) {
            throw new Refusal(400, "say how many slots, or by how many more");
        }
        return asking.order(to -> to.setScale(Scale.newBuilder()
                .setCrew(body.optString("stage"))
                .setSlots(Members.integer(body, body.has("by") ? "by" : "slots"))
                .setRelative(body.has("by"))));
    }
}
