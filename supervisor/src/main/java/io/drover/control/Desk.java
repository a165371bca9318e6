package io.drover.control;

import io.drover.proto.ControlReply;
import io.drover.proto.ControlRequest;
import io.drover.proto.SupervisorSight;

/** What a face answers by itself. Any thread: that of the socket, and those of others who ask as it does. */
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
}
