package io.drover.serve;

import io.drover.client.Supervisors;
import io.drover.control.Desk;
import io.drover.control.RefusedException;
import io.drover.proto.ControlReply;
import io.drover.proto.ControlRequest;
import io.drover.proto.SupervisorSight;
import io.drover.sqlite.DatabaseException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Asks those who had this store before about the tasks that they still run.
 *
 * @param own run directory of this one
 */
record PredecessorsDesk(Predecessors predecessors, Path own) implements Desk {
    private static final long PATIENCE_SECONDS = 5;

    @Override
    public boolean answer(ControlRequest request, ControlReply.Builder reply) throws RefusedException {
        if (!predecessors.any()) {
            return false;
        }
        return switch (request.getRequestCase()) {
            case CANCEL -> cancel(request, reply);
            case SIGNAL -> pass(request.getSignal().getTask(), request, reply);
            case EXPLAIN -> request.getExplain().hasTask() && pass(request.getExplain().getTask(), request, reply);
            default -> false;
        };
    }

    @Override
    public void tell(SupervisorSight.Builder sight) {
        try {
            sight.setPredecessorTasks(predecessors.tasks());
        } catch (DatabaseException e) {
            // The service will say so when it needs it.
        }
    }

    /** What is theirs is cancelled there; the rest is for others to answer. */
    private boolean cancel(ControlRequest request, ControlReply.Builder reply) throws RefusedException {
        List<Long> tasks = request.getCancel().getTasksList();
        if (tasks.size() == 1) {
            return pass(tasks.get(0), request, reply);
        }
        for (long task : tasks) {
            if (owner(task) != null) {
                throw new RefusedException("task " + task + " runs in a process that had this service before: cancel it by itself");
            }
        }
        return false;
    }

    private Departures.Departed owner(long task) throws RefusedException {
        try {
            return predecessors.of(task);
        } catch (DatabaseException e) {
            throw new RefusedException(e.getMessage());
        }
    }

    /** Returns whether it is with one of them. */
    private boolean pass(long task, ControlRequest request, ControlReply.Builder reply) throws RefusedException {
        Departures.Departed owner = owner(task);
        if (owner == null) {
            return false;
        }
        try {
            reply.mergeFrom(CompletableFuture.supplyAsync(() -> ask(owner.pid(), own, request)).get(PATIENCE_SECONDS, TimeUnit.SECONDS));
            return true;
        } catch (ExecutionException e) {
            throw new RefusedException(e.getCause() instanceof UncheckedIOException asked ? asked.getCause().getMessage() : e.getMessage());
        } catch (TimeoutException | InterruptedException e) {
            throw new RefusedException("task " + task + " runs in process " + owner.pid() + ", which had this service before and does not answer");
        }
    }

    private static ControlReply ask(int process, Path own, ControlRequest request) {
        try {
            return Supervisors.process(own, process).ask(request.toBuilder());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
