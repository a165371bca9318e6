package io.drover.control;

import io.drover.proto.ControlReply;
import io.drover.proto.ControlRequest;
import io.drover.proto.SupervisorSight;
import java.util.List;

/**
 * Several, of which the first answers whose business it is.
 *
 * @param desks in the order in which they are asked
 */
public record Desks(List<Desk> desks) implements Desk {
    @Override
    public boolean answer(ControlRequest request, ControlReply.Builder reply) throws RefusedException {
        for (Desk desk : desks) {
            if (desk.answer(request, reply)) {
                return true;
            }
        }
        return false;
    }

    @Override
    public void tell(SupervisorSight.Builder sight) {
        desks.forEach(desk -> desk.tell(sight));
    }
}
