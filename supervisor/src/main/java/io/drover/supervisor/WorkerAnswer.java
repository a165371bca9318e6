package io.drover.supervisor;

import com.google.protobuf.ByteString;
import io.drover.proto.Reply;
import io.drover.proto.ToWorker;
import io.drover.supervisor.core.WorkerKey;
import io.drover.supervisor.transport.Transport;

/**
 * An answer on its way to the worker that asks.
 *
 * @param number of the question, within that worker
 */
record WorkerAnswer(Transport transport, WorkerKey worker, long number) implements Answer {
    private static final int MOST = 1 << 20;

    @Override
    public void give(ByteString value) {
        if (value.size() > MOST) {
            fail("the answer has " + value.size() + " bytes, and may have " + MOST);
        } else {
            send(Reply.newBuilder().setValue(value));
        }
    }

    @Override
    public void fail(String why) {
        send(Reply.newBuilder().setFailure(why.isEmpty() ? "there is no answer" : why));
    }

    private void send(Reply.Builder reply) {
        transport.send(worker, ToWorker.newBuilder().addReplies(reply.setNumber(number)).build());
    }
}
