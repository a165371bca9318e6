package io.drover.client;

import io.drover.proto.ControlReply;
import io.drover.proto.ControlRequest.Submit;
import io.drover.proto.ControlRequest;
import io.drover.proto.NewTask;
import io.drover.supervisor.process.Chance;
import io.drover.wire.MessageReader;
import io.drover.wire.MessageWriter;
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
     * @param tasks each a {@link NewTask}
     * @return the id of each, in their order
     * @throws IOException if they are not, or nobody says so; the message is for the user
     */
    public List<Long> submit(List<MessageWriter> tasks) throws IOException {
        MessageWriter request = new MessageWriter();
        for (MessageWriter task : tasks) {
            request.message(Submit.TASKS_FIELD_NUMBER, task);
        }
        request.fixed(Submit.CLIENT_FIELD_NUMBER, id).number(Submit.BATCH_FIELD_NUMBER, ++batches);
        MessageReader submitted = new MessageReader(answer(request, tasks.size()));
        List<Long> ids = submitted.next() ? submitted.numbers() : List.of();
        stored += ids.size();
        return ids;
    }

    private byte[] answer(MessageWriter request, int tasks) throws IOException {
        try {
            return client.ask(ControlRequest.SUBMIT_FIELD_NUMBER, request, ControlReply.SUBMITTED_FIELD_NUMBER);
        } catch (RefusalException e) {
            throw e;
        } catch (IOException e) {
            client.close();
            return again(request, tasks);
        }
    }

    private byte[] again(MessageWriter request, int tasks) throws IOException {
        String name = service.name();
        try {
            Successor.Answered answered = new Successor(name, patienceMillis).ask(
                    ControlRequest.SUBMIT_FIELD_NUMBER, request, ControlReply.SUBMITTED_FIELD_NUMBER);
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
