package io.drover.supervisor.transport;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import io.drover.posix.PosixException;
import io.drover.proto.FromWorker;
import io.drover.proto.ToWorker;
import io.drover.supervisor.core.WorkerKey;
import io.drover.worker.IoThreads;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import java.util.function.IntPredicate;
import org.zeromq.SocketType;
import org.zeromq.ZContext;
import org.zeromq.ZMQ;
import org.zeromq.ZMQException;
import zmq.ZError;

/**
 * One ROUTER for all that goes to workers and one PULL sink for all that comes from them, on loopback, behind a token.
 *
 * <p>A task is always where its credit says it is: a route leads to one worker process and dies with it, while a PUSH
 * deals its frames out to every peer, dead ones and those that have proven nothing yet. JeroMQ 0.6 has no real
 * {@code ipc://} (it is a TCP port without any check), so it is tcp; see {@link Door} for who may connect and
 * {@link Sources} for where from.
 */
public final class ZeroMqTransport implements Transport {
    private static final String DOMAIN = "drover";
    /** Larger frames are not ours: output and results travel in chunks of 64 KiB, results in frames of twice that. */
    private static final long MAX_SINK_FRAME = 4 << 20;
    /** A large payload is sent in frames of at most so much. */
    private static final int MAX_PIECE = 1 << 18;
    /** All that a worker says where tasks come from is that it is ready. */
    private static final long MAX_READY_FRAME = 1 << 16;
    private static final int HANDSHAKE_MILLIS = 1_000;
    private static final int MAX_DRAINED = 64;

    private final ZContext context = new ZContext(1);
    private final LoopWaker waker;
    private final Sources sources;
    private final String token;
    private final ZMQ.Socket tasks;
    private final ZMQ.Socket sink;
    private final Door tasksDoor;
    private final Door sinkDoor;
    private final ZMQ.Poller poller;
    private final int tasksIndex;
    /** The names under which workers that are not closed can be reached. */
    private final Map<WorkerKey, byte[]> routes = new HashMap<>();
    /** Those that are not linked yet, and how to know their connections. */
    private final Map<WorkerKey, Caller> awaited = new ConcurrentHashMap<>();
    private final Queue<WorkerKey> disconnected = new ConcurrentLinkedQueue<>();
    private volatile String failure;

    public ZeroMqTransport() throws IOException {
        this(Sources.best());
    }

    ZeroMqTransport(Sources sources) throws IOException {
        this.sources = sources;
        Loopback.requireUp();
        IoThreads.watch(context, this::fail);
        byte[] random = new byte[24];
        new SecureRandom().nextBytes(random);
        token = HexFormat.of().formatHex(random);
        waker = new LoopWaker();
        new TokenAuthenticator(context, token, this::fail);
        tasks = guarded(SocketType.ROUTER, MAX_READY_FRAME);
        tasks.setRouterMandatory(true);
        sink = guarded(SocketType.PULL, MAX_SINK_FRAME);
        tasksDoor = new Door(tasks, sources, awaited, this::onDisconnect);
        sinkDoor = new Door(sink, sources, awaited, this::onDisconnect);
        poller = context.createPoller(3);
        poller.register(sink, ZMQ.Poller.POLLIN);
        tasksIndex = poller.register(tasks, ZMQ.Poller.POLLIN);
        poller.register(waker.channel(), ZMQ.Poller.POLLIN);
    }

    private void fail(Throwable trouble) {
        if (!(trouble instanceof VirtualMachineError)) {
            trouble.printStackTrace();
        }
        failure = "the transport failed: " + trouble;
        waker.wake();
    }

    private ZMQ.Socket guarded(SocketType type, long maxFrame) {
        ZMQ.Socket socket = context.createSocket(type);
        socket.setPlainServer(true);
        socket.setZapDomain(DOMAIN);
        socket.setMaxMsgSize(maxFrame);
        socket.setHandshakeIvl(HANDSHAKE_MILLIS);
        socket.setLinger(0);
        // Credit bounds what is under way; at a high-water mark the loop would block.
        socket.setHWM(0);
        return socket;
    }

    @Override
    public Address open(WorkerKey worker, IntPredicate announced) throws IOException {
        InetAddress source = sources.next();
        awaited.put(worker, new Caller(source, announced));
        routes.put(worker, (worker.place() + "." + worker.generation()).getBytes(ZMQ.CHARSET));
        try {
            return new Address(tasksDoor.open(), sinkDoor.open(), token, source);
        } catch (ZMQException | PosixException | NullPointerException e) {
            // JeroMQ keeps the cause to itself, or trips over the socket that it did not get.
            close(worker);
            throw new IOException("cannot listen on 127.0.0.1: too many open files (see ulimit -n), or no port is free", e);
        }
    }

    @Override
    public void linked(WorkerKey worker) {
        awaited.remove(worker);
        if (awaited.isEmpty()) {
            tasksDoor.shut();
            sinkDoor.shut();
        } else {
            tasksDoor.admit();
            sinkDoor.admit();
        }
    }

    private void onDisconnect(WorkerKey worker) {
        disconnected.add(worker);
        waker.wake();
    }

    @Override
    public boolean send(WorkerKey worker, ToWorker message, List<ByteString> following) {
        byte[] route = routes.get(worker);
        try {
            return route != null && tasks.send(route, ZMQ.DONTWAIT | ZMQ.SNDMORE) && sendParts(message, following);
        } catch (ZMQException e) {
            if (e.getErrorCode() == ZError.EHOSTUNREACH) {
                return false;
            }
            throw e;
        }
    }

    private boolean sendParts(ToWorker message, List<ByteString> following) {
        ByteBuffer part = ByteBuffer.wrap(message.toByteArray());
        for (ByteString payload : following) {
            for (ByteBuffer view : payload.asReadOnlyByteBufferList()) {
                // Of a part of an array: what is before it does not belong to it.
                ByteBuffer piece = view.slice();
                // The JDK copies what it writes to native memory of the same size: that stays small.
                for (int from = 0; from < piece.limit(); from += MAX_PIECE) {
                    if (tasks.sendByteBuffer(part, ZMQ.DONTWAIT | ZMQ.SNDMORE) < 0) {
                        return false;
                    }
                    part = piece.slice(from, Math.min(MAX_PIECE, piece.limit() - from));
                }
            }
        }
        return tasks.sendByteBuffer(part, ZMQ.DONTWAIT) >= 0;
    }

    @Override
    public void close(WorkerKey worker) {
        routes.remove(worker);
        linked(worker);
    }

    @Override
    public void await(long timeoutMillis) {
        poller.poll(timeoutMillis);
        waker.reset();
    }

    @Override
    public void drain(Consumer<FromWorker> handler) {
        for (int i = 0; i < MAX_DRAINED && poller.pollin(tasksIndex); i++) {
            // First the name of the route, which the message says, too.
            if (tasks.recv(ZMQ.DONTWAIT) == null) {
                break;
            }
            handle(tasks.recv(ZMQ.DONTWAIT), handler);
        }
        for (int i = 0; i < MAX_DRAINED; i++) {
            byte[] frame = sink.recv(ZMQ.DONTWAIT);
            if (frame == null) {
                return;
            }
            handle(frame, handler);
        }
    }

    private static void handle(byte[] frame, Consumer<FromWorker> handler) {
        FromWorker message;
        try {
            message = FromWorker.parseFrom(frame);
        } catch (InvalidProtocolBufferException e) {
            // Whoever sent this had the token, but is no worker of ours.
            return;
        }
        handler.accept(message);
    }

    @Override
    public void drainCutOff(Consumer<WorkerKey> handler) {
        for (WorkerKey worker = disconnected.poll(); worker != null; worker = disconnected.poll()) {
            if (routes.containsKey(worker) && !awaited.containsKey(worker)) {
                handler.accept(worker);
            }
        }
    }

    @Override
    public String failure() {
        return failure;
    }

    @Override
    public void wake() {
        waker.wake();
    }

    @Override
    public void close() {
        poller.close();
        // It waits for the I/O thread, for ever if that is dead.
        if (failure == null) {
            context.close();
        }
        try {
            waker.close();
        } catch (IOException e) {
            // Nothing is lost with it.
        }
    }
}
