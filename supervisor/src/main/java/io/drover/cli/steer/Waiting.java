package io.drover.cli.steer;

import io.drover.client.Found;
import io.drover.client.RefusalException;
import io.drover.client.Supervisors;
import io.drover.proto.ControlRequest;
import io.drover.proto.StoredTask;
import java.io.IOException;
import java.util.List;
import java.util.Set;

/** Waits for tasks that were submitted, and shows what they print, in their order. */
final class Waiting {
    private static final Set<String> OPEN = Set.of("blocked", "delayed", "waiting", "running", "stashed");
    /** More are this many, as in the exit status of a run. */
    private static final int MOST = 101;
    private static final int SHORTEST_MILLIS = 20;
    private static final int LONGEST_MILLIS = 500;

    private Found service;
    private final List<Long> ids;

    Waiting(Found service, List<Long> ids) {
        this.service = service;
        this.ids = ids;
    }

    /** That of the one task, or how many have failed. */
    int status() throws IOException {
        // Of a signal: who comes to its end is halted.
        Runtime.getRuntime().addShutdownHook(new Thread(this::cancel, "cancel"));
        int failed = 0;
        int last = 0;
        for (long id : ids) {
            last = shown(ended(id));
            failed += last == 0 ? 0 : 1;
        }
        return ids.size() == 1 ? last : Math.min(failed, MOST);
    }

    private void cancel() {
        for (long id : ids) {
            try {
                service.ask(ControlRequest.newBuilder().setCancel(ControlRequest.CancelTasks.newBuilder().addTasks(id)));
            } catch (IOException e) {
                // It has ended.
            }
        }
    }

    private StoredTask ended(long id) throws IOException {
        for (int pause = SHORTEST_MILLIS;; pause = Math.min(LONGEST_MILLIS, pause * 2)) {
            StoredTask task = read(id);
            if (!OPEN.contains(task.getState())) {
                return task;
            }
            if (!Pauses.sleep(pause)) {
                throw new IOException("interrupted");
            }
        }
    }

    private StoredTask read(long id) throws IOException {
        try {
            return TaskList.read(service, id, true);
        } catch (RefusalException e) {
            throw e;
        } catch (IOException e) {
            // It has ended: in an upgrade another has taken over its name, and its tasks.
            service = Supervisors.find(service.called());
            return TaskList.read(service, id, true);
        }
    }

    private static int shown(StoredTask task) throws IOException {
        task.getOutput().writeTo(System.out);
        task.getError().writeTo(System.err);
        System.out.flush();
        if (task.hasExit()) {
            return task.getExit();
        }
        if (!task.getState().equals("ok")) {
            System.err.println("drover: task " + task.getId() + " is " + task.getState() + (task.getWhy().isEmpty() ? "" : ": " + task.getWhy()));
        }
        return task.hasSignal() ? 128 + task.getSignal() : task.getState().equals("ok") ? 0 : 1;
    }
}
