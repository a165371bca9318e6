package io.drover.supervisor.transport;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import io.drover.proto.FromWorker;
import io.drover.proto.ToWorker;
import io.drover.supervisor.core.WorkerKey;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.security.SecureRandom;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.zeromq.SocketType;
import org.zeromq.ZContext;
import org.zeromq.ZMQ;
import zmq.ZError;

/**
 * One PUSH socket for each worker process and one PULL sink for all, on loopback, behind a token.
 *
 * <p>One shared PUSH would deal tasks out to dead workers and lose them; with a socket each, a task is always where its
 * credit says it is. JeroMQ 0.6 has no real {@code ipc://} (it is a TCP port without any check), so it is tcp.
 */
public final class ZeroMqTransport implements Transport {
    static final String SINK_DOMAIN = "sink";

    private static final String ANY_LOOPBACK_PORT = "tcp://127.0.0.1:*";
    /** Larger frames are not ours: output and results travel in chunks of 64 KiB, results in frames of twice that. */
    private static final long MAX_SINK_FRAME = 4 << 20;
    /** A large payload is sent in frames of at most so much. */
    private static final int MAX_PIECE = 1 << 18;
    /** A worker's own socket receives nothing but handshakes. */
    private static final long MAX_HANDSHAKE_FRAME = 1 << 16;
    // JeroMQ queues frames for a peer before its handshake is over: they are stuck there until this ends it. Workers
    // give up sooner and connect again.
    private static final int HANDSHAKE_MILLIS = 1_000;
    private static final int MAX_DRAINED = 64;

    private final ZContext context = new ZContext(1);
    private final LoopWaker waker;
    private final String token;
    private final ZMQ.Socket sink;
    private final ZMQ.Poller poller;
    private final Map<WorkerKey, ZMQ.Socket> workers = new HashMap<>();

    public ZeroMqTransport() throws IOException {
        context.setNotificationExceptionHandler(ZeroMqTransport::onTrouble);
        byte[] random = new byte[24];
        new SecureRandom().nextBytes(random);
        token = HexFormat.of().formatHex(random);
        waker = new LoopWaker();
        new TokenAuthenticator(context, token);
        sink = guarded(SocketType.PULL, SINK_DOMAIN, MAX_SINK_FRAME);
        poller = context.createPoller(2);
        poller.register(sink, ZMQ.Poller.POLLIN);
        poller.register(waker.channel(), ZMQ.Poller.POLLIN);
    }

    /**
     * When a socket is closed, JeroMQ may have closed its mailbox before its listener reports to it. Nobody waits for
     * that report any more, and its trace is not for users.
     */
    private static void onTrouble(Thread thread, Throwable trouble) {
        if (!(trouble instanceof ZError.IOException && trouble.getCause() instanceof ClosedChannelException)) {
            trouble.printStackTrace();
        }
    }

    private ZMQ.Socket guarded(SocketType type, String domain, long maxFrame) {
        ZMQ.Socket socket = context.createSocket(type);
        socket.setPlainServer(true);
        socket.setZapDomain(domain);
        socket.setMaxMsgSize(maxFrame);
        socket.setHandshakeIvl(HANDSHAKE_MILLIS);
        socket.setLinger(0);
        // Credit bounds what is under way; at a high-water mark the loop would block.
        socket.setHWM(0);
        socket.bind(ANY_LOOPBACK_PORT);
        return socket;
    }

    @Override
    public Address open(WorkerKey worker) {
        String name = worker.place() + "." + worker.generation();
        ZMQ.Socket socket = guarded(SocketType.PUSH, name, MAX_HANDSHAKE_FRAME);
        workers.put(worker, socket);
        return new Address(socket.getLastEndpoint(), sink.getLastEndpoint(), token);
    }

    @Override
    public boolean send(WorkerKey worker, ToWorker message, List<ByteString> following) {
        ZMQ.Socket socket = workers.get(worker);
        if (socket == null) {
            return false;
        }
        // In parts of one message: they stay together, on whichever of several connections they leave.
        ByteBuffer part = ByteBuffer.wrap(message.toByteArray());
        for (ByteString payload : following) {
            for (ByteBuffer piece : payload.asReadOnlyByteBufferList()) {
                // The JDK copies what it writes to native memory of the same size: that stays small.
                for (int from = 0; from < piece.limit(); from += MAX_PIECE) {
                    if (socket.sendByteBuffer(part, ZMQ.DONTWAIT | ZMQ.SNDMORE) < 0) {
                        return false;
                    }
                    part = piece.slice(from, Math.min(MAX_PIECE, piece.limit() - from));
                }
            }
        }
        return socket.sendByteBuffer(part, ZMQ.DONTWAIT) >= 0;
    }

    @Override
    public void close(WorkerKey worker) {
        ZMQ.Socket socket = workers.remove(worker);
        if (socket != null) {
            socket.close();
        }
    }

    @Override
    public void await(long timeoutMillis) {
        poller.poll(timeoutMillis);
        waker.reset();
    }

    @Override
    public void drain(Consumer<FromWorker> handler) {
        for (int i = 0; i < MAX_DRAINED; i++) {
            byte[] frame = sink.recv(ZMQ.DONTWAIT);
            if (frame == null) {
                return;
            }
            FromWorker message;
            try {
                message = FromWorker.parseFrom(frame);
            } catch (InvalidProtocolBufferException e) {
                // Whoever sent this had the token, but is no worker of ours.
                continue;
            }
            handler.accept(message);
        }
    }

    @Override
    public void wake() {
        waker.wake();
    }

    @Override
    public void close() {
        poller.close();
        context.close();
        try {
            waker.close();
        } catch (IOException e) {
            // Nothing is lost with it.
        }
    }
}
