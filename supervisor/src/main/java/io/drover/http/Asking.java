package io.drover.http;

import io.drover.control.ControlVersion;
import io.drover.control.Steering;
import io.drover.control.Subject;
import io.drover.proto.ControlReply;
import io.drover.proto.ControlRequest;
import io.drover.proto.SupervisorSight;
import java.util.Map;

/** Asks a supervisor as a client of its socket does. Any thread, one after the other. */
final class Asking {
    private final Steering steering;

    Asking(Subject subject) {
        steering = new Steering(subject);
    }

    /** @throws Refusal if it does not do it */
    synchronized ControlReply ask(ControlRequest.Builder request) throws Refusal {
        ControlReply reply = steering.answer(request.setVersion(ControlVersion.number()).build());
        if (!reply.getRefused().isEmpty()) {
            throw new Refusal(409, reply.getRefused());
        }
        return reply;
    }

    /** Has it done; the answer is what is said of that. */
    Reply order(ControlRequest.Builder request) throws Refusal {
        return Reply.json(Map.of("done", ask(request).getDone()));
    }

    /** The answer is in words. */
    Reply words(ControlRequest.Builder request) throws Refusal {
        return Reply.json(Map.of("lines", ask(request).getExplanation().getLinesList()));
    }

    SupervisorSight look() throws Refusal {
        return ask(ControlRequest.newBuilder().setLook(ControlRequest.Look.getDefaultInstance())).getSight();
    }
}
