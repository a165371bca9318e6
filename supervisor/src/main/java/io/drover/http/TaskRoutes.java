package io.drover.http;

import com.google.protobuf.ByteString;
import io.drover.posix.Signal;
import io.drover.proto.ControlReply;
import io.drover.proto.ControlRequest;
import io.drover.proto.ControlRequest.CancelTasks;
import io.drover.proto.ControlRequest.DropTasks;
import io.drover.proto.ControlRequest.EditTask;
import io.drover.proto.ControlRequest.EnqueueTasks;
import io.drover.proto.ControlRequest.Explain;
import io.drover.proto.ControlRequest.ForgetTasks;
import io.drover.proto.ControlRequest.ListTasks;
import io.drover.proto.ControlRequest.ReadOutput;
import io.drover.proto.ControlRequest.ReadTask;
import io.drover.proto.ControlRequest.RetryTasks;
import io.drover.proto.ControlRequest.SignalTask;
import io.drover.proto.ControlRequest.StashTasks;
import io.drover.proto.ControlRequest.Submit;
import io.drover.sight.TaskSights;
import java.util.Map;
import java.util.function.ObjLongConsumer;

/** What can be asked about tasks. */
final class TaskRoutes {
    private static final String TASKS = "/api/v1/tasks";
    private static final String TASK = TASKS + "/{task}";
    private static final int MOST = 1000;

    private final Asking asking;

    TaskRoutes(Asking asking) {
        this.asking = asking;
    }

    void addTo(Routes routes) {
        routes.add("GET", TASKS, this::list)
                .add("POST", TASKS, this::submit)
                .add("GET", TASK, this::read)
                .add("PATCH", TASK, this::edit)
                .add("DELETE", TASK, order((to, task) -> to.setForget(ForgetTasks.newBuilder().addTasks(task))))
                .add("GET", TASK + "/output", this::output)
                .add("GET", TASK + "/why", asked -> asking.words(to -> to.setExplain(Explain.newBuilder().setTask(asked.task()))))
                .add("POST", TASK + "/cancel", order((to, task) -> to.setCancel(CancelTasks.newBuilder().addTasks(task))))
                .add("POST", TASK + "/retry", order((to, task) -> to.setRetry(RetryTasks.newBuilder().addTasks(task))))
                .add("POST", TASK + "/stash", order((to, task) -> to.setStash(StashTasks.newBuilder().addTasks(task))))
                .add("POST", TASK + "/enqueue", order((to, task) -> to.setEnqueue(EnqueueTasks.newBuilder().addTasks(task))))
                .add("POST", TASK + "/drop", order((to, task) -> to.setDrop(DropTasks.newBuilder().addTasks(task))))
                .add("POST", TASK + "/signal", this::signal);
    }

    private Routes.Action order(ObjLongConsumer<ControlRequest.Builder> request) {
        return asked -> asking.order(to -> request.accept(to, asked.task()));
    }

    private Reply list(Asked asked) throws Refusal {
        ControlReply reply = asking.ask(to -> to.setList(ListTasks.newBuilder()
                .setState(asked.text("state"))
                .setGroup(asked.text("group"))
                .setLimit((int) Math.min(asked.number("limit"), MOST))
                .setBefore(asked.number("before"))));
        return Reply.json(Map.of("tasks", reply.getTasks().getTasksList().stream().map(TaskSights::json).toList()));
    }

    private Reply submit(Asked asked) throws Refusal {
        ControlReply reply = asking.ask(to -> to.setSubmit(Submit.newBuilder().addAllTasks(NewTasks.of(asked.body()))));
        return Reply.json(201, Map.of("tasks", reply.getSubmitted().getIdsList()));
    }

    private Reply read(Asked asked) throws Refusal {
        return Reply.json(TaskSights.json(find(to -> to.setRead(ReadTask.newBuilder().setTask(asked.task()))).getTasks().getTasks(0)));
    }

    /** It is refused where there is no such task. */
    private ControlReply find(Asking.Request request) throws Refusal {
        try {
            return asking.ask(request);
        } catch (Refusal e) {
            throw new Refusal(404, e.getMessage());
        }
    }

    private Reply edit(Asked asked) throws Refusal {
        return asking.order(to -> to.setEdit(EditTask.newBuilder().setTask(asked.task()).setTo(NewTasks.changes(asked.body()))));
    }

    private Reply output(Asked asked) throws Refusal {
        ControlReply.TaskOutput printed = find(to -> to.setOutput(ReadOutput.newBuilder().setTask(asked.task()))).getOutput();
        ByteString stream = switch (asked.text("stream")) {
            case "", "stdout" -> printed.getOutput();
            case "stderr" -> printed.getError();
            default -> throw new Refusal(400, "stream wants stdout or stderr, not " + asked.text("stream"));
        };
        return new Reply(200, Reply.TEXT, stream.toByteArray());
    }

    private Reply signal(Asked asked) throws Refusal {
        String signal = asked.body("signal").get("signal").toString();
        return asking.order(to -> to.setSignal(SignalTask.newBuilder().setTask(asked.task()).setSignal(Signal.numberOf(signal))));
    }
}
