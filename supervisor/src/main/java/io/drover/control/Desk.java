package io.drover.control;

import io.drover.proto.ControlReply;
import io.drover.proto.ControlRequest;
import io.drover.proto.SupervisorSight;

/** What a face answers by itself. Called by the thread of the socket. */
public interface Desk {
    /** Nothing. */
    Desk NONE = (request, reply) -> false;

    /**
     * Answers a request, if that is its business.
     *
     * @return whether it was
     * @throws RefusedException if it is, and is not done
     */
    boolean answer(ControlRequest request, ControlReply.Builder reply) throws RefusedException;

    /**
     * Adds what it knows.
     *
     * @param sight complete but for that
     */
    default void tell(SupervisorSight.Builder sight) {}

    /** {@return this, and another for what is not its business} */
    default Desk and(Desk other) {
        Desk first = this;
        return new Desk() {
            @Override
            public boolean answer(ControlRequest request, ControlReply.Builder reply) throws RefusedException {
                return first.answer(request, reply) || other.answer(request, reply);
            }

            @Override
            public void tell(SupervisorSight.Builder sight) {
                first.tell(sight);
                other.tell(sight);
            }
        };
    }
}
