package io.drover.worker;

import io.drover.proto.WorkerSetup;
import io.drover.wire.Scoreboard;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import org.zeromq.SocketType;
import org.zeromq.ZContext;
import org.zeromq.ZMQ;

/**
 * The two ways to the supervisor: tasks come by one, all that is said goes by the other. They are there before it is known where
 * they lead, so that a process has that behind it when it is told.
 */
final class Links {
    // A fresh connect can miss its handshake in JeroMQ 0.6 (zeromq/jeromq#1022): give up soon and connect again.
    private static final int HANDSHAKE_MILLIS = 500;
    private static final int RECONNECT_MILLIS = 20;
    private static final int LINGER_MILLIS = 3000;

    private final ZContext context = new ZContext(1);
    private final ZMQ.Socket tasks;
    private final ZMQ.Socket results;

    /** @param failed is told, by any thread, why there is no way any more */
    Links(Consumer<Throwable> failed) {
        context.setLinger(LINGER_MILLIS);
        IoThreads.watch(context, failed);
        tasks = context.createSocket(SocketType.DEALER);
        results = context.createSocket(SocketType.PUSH);
    }

    ZMQ.Socket tasks() {
        return tasks;
    }

    ZMQ.Socket results() {
        return results;
    }

    void connect(WorkerSetup setup, Scoreboard scoreboard) throws UnknownHostException {
        prove(tasks, setup, scoreboard::takesTasksAt);
        prove(results, setup, scoreboard::sendsResultsFrom);
        tasks.connect(setup.getTasksEndpoint());
        results.connect(setup.getSinkEndpoint());
    }

    /** Has {@code socket} show who it is. */
    private static void prove(ZMQ.Socket socket, WorkerSetup setup, IntConsumer announcePort) throws UnknownHostException {
        byte[] name = (setup.getWorker() + "." + setup.getGeneration()).getBytes(ZMQ.CHARSET);
        socket.setIdentity(name);
        socket.setPlainUsername(name);
        socket.setPlainPassword(setup.getToken().getBytes(ZMQ.CHARSET));
        AnnouncedChannels channels = new AnnouncedChannels(
                InetAddress.getByAddress(setup.getSourceAddress().toByteArray()), announcePort);
        socket.setSelectorChooser((address, options) -> channels);
        socket.setHandshakeIvl(HANDSHAKE_MILLIS);
        socket.setReconnectIVL(RECONNECT_MILLIS);
        // Credit bounds what is under way; a high-water mark would only block the wrong thread.
        socket.setHWM(0);
    }

    /** Waits until the last frame has left, at most the linger time. Who sends results has closed that socket. */
    void close() {
        tasks.close();
        context.close();
    }
}
