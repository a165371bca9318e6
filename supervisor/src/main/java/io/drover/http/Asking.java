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

    /** What is asked. */
    @FunctionalInterface
    interface Request {
        void put(ControlRequest.Builder to) throws Refusal;
    }

    /** @throws Refusal if it does not do it */
    ControlReply ask(Request request) throws Refusal {
        ControlRequest.Builder asked = ControlRequest.newBuilder().setVersion(ControlVersion.number());
        request.put(asked);
        ControlReply reply = answer(asked.build());
        if (!reply.getRefused().isEmpty()) {
            throw new Refusal(409, reply.getRefused());
        }
        return reply;
    }

    private synchronized ControlReply answer(ControlRequest request) {
        return steering.answer(request);
    }

    /** Has it done; the answer is what is said of that. */
    Reply order(Request request) throws Refusal {
        return Reply.json(Map.of("done", ask(request).getDone()));
    }

    /** The answer is in words. */
    Reply words(Request request) throws Refusal {
        return Reply.json(Map.of("lines", ask(request).getExplanation().getLinesList()));
    }

    SupervisorSight look() throws Refusal {
        return ask(to -> to.setLook(ControlRequest.Look.getDefaultInstance())).getSight();
    }
}
