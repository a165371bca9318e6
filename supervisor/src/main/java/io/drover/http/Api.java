package io.drover.http;

import io.drover.proto.ControlReply;
import io.drover.proto.ControlRequest;
import io.drover.proto.ControlRequest.CancelTasks;
import io.drover.proto.ControlRequest.Drain;
import io.drover.proto.ControlRequest.Explain;
import io.drover.proto.ControlRequest.ForgetTasks;
import io.drover.proto.ControlRequest.ListGroups;
import io.drover.proto.ControlRequest.ListTasks;
import io.drover.proto.ControlRequest.Pause;
import io.drover.proto.ControlRequest.ReadTask;
import io.drover.proto.ControlRequest.Restart;
import io.drover.proto.ControlRequest.Resume;
import io.drover.proto.ControlRequest.RetryTasks;
import io.drover.proto.ControlRequest.Scale;
import io.drover.proto.ControlRequest.Stop;
import io.drover.proto.ControlRequest.Submit;
import io.drover.proto.Group;
import io.drover.proto.StoredTask;
import io.drover.proto.SupervisorSight;
import io.drover.sight.Sights;
import io.drover.sight.TaskSights;
import java.util.List;
import java.util.Map;
import org.json.JSONObject;

/** What is asked for, and which requests of the control socket that makes. */
final class Api {
    private static final int MOST_TASKS = 1000;

    private final Asking asking;
    private final Meters meters;

    Api(Asking asking, Meters meters) {
        this.asking = asking;
        this.meters = meters;
    }

    /** Adds all but what the page is made of. */
    void addTo(Routes routes) {
        routes.add("GET", "/healthz", asked -> Reply.text(200, "ok\n"))
                .add("GET", "/readyz", asked -> ready())
                .add("GET", "/metrics", asked -> new Reply(200, Exposition.TYPE, Exposition.text(meters.snapshots(), asking.look(), groups())))
                .add("GET", "/api/v1/openapi.json", asked -> Resources.reply("openapi.json"))
                .add("GET", "/api/v1/status", asked -> Reply.json(Sights.json(asking.look())))
                .add("GET", "/api/v1/tasks", this::list)
                .add("POST", "/api/v1/tasks", this::submit)
                .add("GET", "/api/v1/tasks/{task}", asked -> Reply.json(TaskSights.json(read(asked.task(), false))))
                .add("DELETE", "/api/v1/tasks/{task}", asked -> done(ControlRequest.newBuilder().setForget(ForgetTasks.newBuilder().addTasks(asked.task()))))
                .add("GET", "/api/v1/tasks/{task}/output", this::output)
                .add("GET", "/api/v1/tasks/{task}/why", this::explain)
                .add("POST", "/api/v1/tasks/{task}/cancel", asked -> done(ControlRequest.newBuilder().setCancel(CancelTasks.newBuilder().addTasks(asked.task()))))
                .add("POST", "/api/v1/tasks/{task}/retry", asked -> done(ControlRequest.newBuilder().setRetry(RetryTasks.newBuilder().addTasks(asked.task()))))
                .add("POST", "/api/v1/pause", asked -> done(ControlRequest.newBuilder().setPause(Pause.getDefaultInstance())))
                .add("POST", "/api/v1/resume", asked -> done(ControlRequest.newBuilder().setResume(Resume.getDefaultInstance())))
                .add("POST", "/api/v1/scale", this::scale)
                .add("POST", "/api/v1/restart", asked -> done(ControlRequest.newBuilder().setRestart(Restart.getDefaultInstance())))
                .add("POST", "/api/v1/drain", asked -> done(ControlRequest.newBuilder().setDrain(Drain.getDefaultInstance())))
                .add("POST", "/api/v1/stop", asked -> done(ControlRequest.newBuilder()
                        .setStop(Stop.newBuilder().setNow(known(asked.body(), "now").optBoolean("now")))));
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
            return asking.ask(ControlRequest.newBuilder().setGroups(ListGroups.getDefaultInstance())).getGroups().getGroupsList();
        } catch (Refusal e) {
            return List.of();
        }
    }

    private Reply done(ControlRequest.Builder request) throws Refusal {
        return Reply.json(Map.of("done", asking.ask(request).getDone()));
    }

    // ------------------------------------------------------------------ tasks

    private Reply list(Asked asked) throws Refusal {
        long limit = Math.min(asked.number("limit"), MOST_TASKS);
        ControlReply reply = asking.ask(ControlRequest.newBuilder().setList(ListTasks.newBuilder()
                .setState(asked.text("state"))
                .setGroup(asked.text("group"))
                .setLimit((int) limit)
                .setBefore(asked.number("before"))));
        return Reply.json(Map.of("tasks", reply.getTasks().getTasksList().stream().map(TaskSights::json).toList()));
    }

    private Reply submit(Asked asked) throws Refusal {
        ControlReply reply = asking.ask(ControlRequest.newBuilder().setSubmit(Submit.newBuilder().addAllTasks(NewTasks.of(asked.body()))));
        return Reply.json(201, Map.of("tasks", reply.getSubmitted().getIdsList()));
    }

    private StoredTask read(long task, boolean output) throws Refusal {
        try {
            return asking.ask(ControlRequest.newBuilder().setRead(ReadTask.newBuilder().setTask(task).setOutput(output))).getTasks().getTasks(0);
        } catch (Refusal e) {
            throw new Refusal(404, e.getMessage());
        }
    }

    private Reply output(Asked asked) throws Refusal {
        StoredTask task = read(asked.task(), true);
        return switch (asked.text("stream")) {
            case "", "stdout" -> new Reply(200, Reply.TEXT, task.getOutput().toByteArray());
            case "stderr" -> new Reply(200, Reply.TEXT, task.getError().toByteArray());
            default -> throw new Refusal(400, "stream wants stdout or stderr, not " + asked.text("stream"));
        };
    }

    private Reply explain(Asked asked) throws Refusal {
        ControlReply reply = asking.ask(ControlRequest.newBuilder().setExplain(Explain.newBuilder().setTask(asked.task())));
        return Reply.json(Map.of("lines", reply.getExplanation().getLinesList()));
    }

    // ------------------------------------------------------------------ slots

    /** So many, or so many more. */
    private Reply scale(Asked asked) throws Refusal {
        JSONObject body = known(asked.body(), "slots", "by", "stage");
        if (body.has("slots") == body.has("by")) {
            throw new Refusal(400, "say how many slots, or by how many more");
        }
        return done(ControlRequest.newBuilder().setScale(Scale.newBuilder()
                .setCrew(body.optString("stage"))
                .setSlots(body.getInt(body.has("by") ? "by" : "slots"))
                .setRelative(body.has("by"))));
    }

    private static JSONObject known(JSONObject body, String... names) {
        for (String name : body.keySet()) {
            if (!List.of(names).contains(name)) {
                throw new IllegalArgumentException("there is no " + name);
            }
        }
        return body;
    }
}
