package io.drover.client;

import io.drover.wire.MessageWriter;
import java.io.IOException;
import java.util.concurrent.TimeUnit;

/** Whoever comes to have the name of a service that has ended: in an upgrade, or as it is started again. Confined to one thread. */
final class Successor {
    private static final int PAUSE_MILLIS = 50;

    private final String name;
    private final long patienceMillis;

    /** @param patienceMillis how long somebody may be missing */
    Successor(String name, long patienceMillis) {
        this.name = name;
        this.patienceMillis = patienceMillis;
    }

    /**
     * As {@link ControlClient#ask(int, MessageWriter, int)}, until there is an answer.
     *
     * @return a conversation to go on with, which is to be closed
     * @throws RefusalException if that is the answer
     * @throws IOException if nobody gives one
     */
    Answered ask(int field, MessageWriter request, int wanted) throws IOException {
        long begun = System.nanoTime();
        while (true) {
            ControlClient client = null;
            try {
                Found found = Supervisors.find(name);
                client = found.connect();
                return new Answered(client, found, client.ask(field, request, wanted));
            } catch (RefusalException e) {
                client.close();
                throw e;
            } catch (IOException e) {
                if (client != null) {
                    client.close();
                }
                pause(begun, e);
            }
        }
    }

    private void pause(long begun, IOException last) throws IOException {
        if (System.nanoTime() - begun > TimeUnit.MILLISECONDS.toNanos(patienceMillis)) {
            throw last;
        }
        try {
            Thread.sleep(PAUSE_MILLIS);
        } catch (InterruptedException e) {
            throw new IOException("interrupted", e);
        }
    }

    /**
     * Who has answered.
     *
     * @param client the conversation
     * @param found who
     * @param reply what
     */
    record Answered(ControlClient client, Found found, byte[] reply) {}
}
