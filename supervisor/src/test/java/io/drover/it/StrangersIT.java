package io.drover.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.drover.proto.FromWorker;
import io.drover.proto.TaskResult;
import io.drover.supervisor.core.WorkerKey;
import io.drover.supervisor.transport.Transport;
import io.drover.supervisor.transport.ZeroMqTransport;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.zeromq.SocketType;
import org.zeromq.ZContext;
import org.zeromq.ZMQ;

/** Whoever connects without the token gets nothing and changes nothing. */
class StrangersIT extends InSandbox {
    @TempDir
    static Path shared;

    static Path tasks;

    @BeforeAll
    static void compile() {
        tasks = TaskJar.build(shared);
    }

    /** What a stranger sends after connecting; it stays connected. */
    enum Bytes {
        NOTHING,
        GARBAGE,
        OVERSIZED_COMMAND,
        OVERSIZED_MESSAGE,
        HALF_A_GREETING;

        byte[] bytes() {
            switch (this) {
                case GARBAGE:
                    byte[] garbage = new byte[1 << 16];
                    new Random(4711).nextBytes(garbage);
                    return garbage;
                case OVERSIZED_COMMAND:
                    return frame(6);
                case OVERSIZED_MESSAGE:
                    return frame(2);
                case HALF_A_GREETING:
                    return java.util.Arrays.copyOf(greeting(), 11);
                default:
                    return new byte[0];
            }
        }

        private static byte[] greeting() {
            return ByteBuffer.allocate(64)
                    .put((byte) 0xff).position(9).put((byte) 0x7f).put((byte) 3).put((byte) 0)
                    .put("PLAIN".getBytes(StandardCharsets.US_ASCII)).array();
        }

        /** A greeting, then the head of a frame as large as can be, and its beginning. */
        private static byte[] frame(int flags) {
            return ByteBuffer.allocate(64 + 9 + 1000)
                    .put(greeting()).put((byte) flags).putLong(Long.MAX_VALUE).array();
        }
    }

    /** The short grace period: a frame may get stuck behind a stranger that never ends its handshake. */
    private DroverProcess heldRun() {
        StringBuilder input = new StringBuilder("spin-until 1\n");
        for (int i = 2; i <= 500; i++) {
            input.append("ok ").append(i).append('\n');
        }
        DroverProcess run = sandbox.run("--grace", "1", "-k", "-j2", "--jar", tasks.toString(), "--task", "tasks.Conduct")
                .input(input.toString()).start();
        sandbox.awaitFile("started-1");
        return run;
    }

    private void endsAsIfNothingHadBeen(DroverProcess run) {
        sandbox.file("go", "");
        Result result = run.awaitEnd().exited(0).saidNothing();
        assertEquals(500, result.outLines().size(), result::toString);
        assertEquals("ok 500", result.outLines().get(499));
        sandbox.assertNobodyLeft();
    }

    private static List<Integer> ports(DroverProcess run) throws IOException {
        List<Integer> ports = ListeningPorts.of(run.pid());
        assertTrue(ports.size() >= 2, () -> "a port for each worker and the sink, not " + ports);
        return ports;
    }

    @ParameterizedTest
    @EnumSource
    void bytesThatAreNoHandshakeChangeNothing(Bytes kind) throws IOException {
        DroverProcess run = heldRun();
        List<Socket> sockets = new ArrayList<>();
        try {
            for (int port : ports(run)) {
                Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
                sockets.add(socket);
                send(socket, kind.bytes());
            }
            endsAsIfNothingHadBeen(run);
        } finally {
            for (Socket socket : sockets) {
                socket.close();
            }
        }
    }

    /** The other side may hang up in the middle of it. */
    private static void send(Socket socket, byte[] bytes) {
        try {
            OutputStream out = socket.getOutputStream();
            out.write(bytes);
            out.flush();
        } catch (IOException e) {
            assertTrue(bytes.length > 0);
        }
    }

    @ParameterizedTest
    @EnumSource
    void peersWithoutTheTokenGetNothingAndChangeNothing(Peer peer) throws IOException {
        DroverProcess run = heldRun();
        try (ZContext context = new ZContext()) {
            List<ZMQ.Socket> thieves = new ArrayList<>();
            for (int port : ports(run)) {
                ZMQ.Socket forger = peer.connect(context, SocketType.PUSH, port);
                forger.send(forged(1).toByteArray(), ZMQ.DONTWAIT);
                forger.send("garbage".getBytes(StandardCharsets.US_ASCII), ZMQ.DONTWAIT);
                thieves.add(peer.connect(context, SocketType.PULL, port));
            }
            endsAsIfNothingHadBeen(run);
            for (ZMQ.Socket thief : thieves) {
                assertNull(thief.recv(ZMQ.DONTWAIT), "a stranger received a frame");
            }
        }
    }

    enum Peer {
        WITHOUT_MECHANISM,
        WITH_A_WRONG_TOKEN;

        ZMQ.Socket connect(ZContext context, SocketType type, int port) {
            ZMQ.Socket socket = context.createSocket(type);
            if (this == WITH_A_WRONG_TOKEN) {
                socket.setPlainUsername("0.1".getBytes(StandardCharsets.US_ASCII));
                socket.setPlainPassword("0".repeat(48).getBytes(StandardCharsets.US_ASCII));
            }
            socket.setHandshakeIvl(500);
            socket.setSendTimeOut(0);
            socket.connect("tcp://127.0.0.1:" + port);
            return socket;
        }
    }

    /** Ends the first worker's first attempt and leaves for it. */
    private static FromWorker forged(int generation) {
        return FromWorker.newBuilder()
                .setGeneration(generation)
                .addResults(TaskResult.newBuilder().setSequence(1).setExitCode(7))
                .setBye(true)
                .build();
    }

    /** The same connection with the right token: what keeps strangers out is the token and nothing else. */
    @Test
    void theTokenOpensTheSink() throws IOException {
        List<Integer> generations = new ArrayList<>();
        try (ZeroMqTransport transport = new ZeroMqTransport();
                ZContext context = new ZContext()) {
            Transport.Address address = transport.open(new WorkerKey(0, 1));
            push(context, address, "wrong" + address.token().substring(5), 1);
            push(context, address, address.token(), 2);
            Awaits.await(
                    "the frame of who has the token",
                    () -> {
                        transport.await(50);
                        transport.drain(message -> generations.add(message.getGeneration()));
                        return !generations.isEmpty();
                    },
                    generations::toString);
        }
        assertEquals(List.of(2), generations);
    }

    private static void push(ZContext context, Transport.Address address, String token, int generation) {
        ZMQ.Socket socket = context.createSocket(SocketType.PUSH);
        socket.setPlainUsername("0.1".getBytes(StandardCharsets.US_ASCII));
        socket.setPlainPassword(token.getBytes(StandardCharsets.US_ASCII));
        socket.setHandshakeIvl(500);
        socket.setReconnectIVL(20);
        socket.connect(address.sink());
        socket.send(forged(generation).toByteArray(), ZMQ.DONTWAIT);
    }
}
