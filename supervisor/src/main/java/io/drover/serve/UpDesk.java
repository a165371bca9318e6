package io.drover.serve;

import io.drover.control.Desk;
import io.drover.control.RefusedException;
import io.drover.proto.ControlReply;
import io.drover.proto.ControlRequest;

/** Answers for processes in the foreground what does not concern single ones. */
final class UpDesk implements Desk {
    private final Runnable stop;

    /** @param stop ends all, and kills them when it comes again */
    UpDesk(Runnable stop) {
        this.stop = stop;
    }

    @Override
    public boolean answer(ControlRequest request, ControlReply.Builder reply) throws RefusedException {
        switch (request.getRequestCase()) {
            case STOP -> {
                stop.run();
                if (request.getStop().getNow()) {
                    stop.run();
                }
                reply.setDone("it ends");
            }
            case SCALE, PAUSE, RESUME, DRAIN, RESTART ->
                    throw new RefusedException("it has processes and no tasks: drover start, stop and restart take --process");
            default -> {
                return false;
            }
        }
        return true;
    }
}
