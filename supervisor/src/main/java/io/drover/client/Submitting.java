package io.drover.client;

import io.drover.client.Supervisors.Found;
import io.drover.proto.ControlReply;
import io.drover.proto.ControlRequest;
import io.drover.proto.NewTask;
import io.drover.supervisor.process.Chance;
import java.io.IOException;
import java.util.List;

/**
 * Puts tasks into the queue of a service. Where that ends before it has answered, whoever has its name next is asked again, and stores them
 * once, though they may be stored already. Confined to one thread.
 */
public final class Submitting implements AutoCloseable {
    private static final long PATIENCE_MILLIS = 30_000;

    private final long id = Chance.uuid().getMostSignificantBits();
    private final long patienceMillis;
    private Found service;
    private ControlClient client;
    private long batches;
    private long stored;

    /**
     * Connects.
     *
     * @throws IOException if it is not there any more; the message is for the user
     */
    public Submitting(Found service) throws IOException {
        this(service, PATIENCE_MILLIS);
    }

    Submitting(Found service, long patienceMillis) throws IOException {
        this.service = service;
        this.patienceMillis = patienceMillis;
        this.client = service.connect();
    }

    /** {@return who has answered last} */
    public Found service() {
        return service;
    }

    /**
     * Returns when they are stored, all of them.
     *
     * @return the id of each, in their order
     * @throws IOException if they are not, or nobody says so; the message is for the user
     */
    public List<Long> submit(List<NewTask> tasks) throws IOException {
        ControlRequest.Builder request = ControlRequest.newBuilder()
                .setSubmit(ControlRequest.Submit.newBuilder().addAllTasks(tasks).setClient(id).setBatch(++batches));
        List<Long> ids = answer(request, tasks.size()).getSubmitted().getIdsList();
        stored += ids.size();
        return ids;
    }

    private ControlReply answer(ControlRequest.Builder request, int tasks) throws IOException {
        try {
            return client.ask(request);
        } catch (RefusalException e) {
            throw e;
        } catch (IOException e) {
            client.close();
            return again(request, tasks);
        }
    }

    private ControlReply again(ControlRequest.Builder request, int tasks) throws IOException {
        String name = service.sight().getName();
        try {
            Successor.Answered answered = new Successor(name, patienceMillis).ask(request);
            client = answered.client();
            service = answered.found();
            return answered.reply();
        } catch (RefusalException e) {
            throw e;
        } catch (IOException e) {
            throw new IOException(name + " has ended, and nobody took over from it within " + patienceMillis / 1000 + " s (" + e.getMessage() + "): "
                    + stored + (stored == 1 ? " task is" : " tasks are") + " stored, and of the " + tasks + " behind them nobody knows: see drover tasks", e);
        }
    }

    @Override
    public void close() throws IOException {
        client.close();
    }
}
