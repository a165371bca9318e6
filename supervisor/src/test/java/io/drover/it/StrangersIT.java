package io.drover.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.drover.posix.ExitStatus;
import io.drover.proto.FromWorker;
import io.drover.proto.TaskResult;
import io.drover.proto.ToWorker;
import io.drover.supervisor.core.WorkerKey;
import io.drover.supervisor.transport.Transport;
import io.drover.supervisor.transport.ZeroMqTransport;
import io.drover.worker.Channels;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.zeromq.SocketType;
import org.zeromq.ZContext;
import org.zeromq.ZMQ;

/** Whoever is no worker gets nothing and changes nothing. */
class StrangersIT extends InSandbox {
    private static final int TASKS = 500;

    static Path tasks;

    @BeforeAll
    static void compile() {
        tasks = TaskJar.build();
    }

    private DroverProcess start(String task, String first) {
        StringBuilder input = new StringBuilder(first).append('\n');
        for (int i = 2; i <= TASKS; i++) {
            input.append("ok ").append(i).append('\n');
        }
        return sandbox.run("-k", "-j2", "--jar", tasks.toString(), "--task", "tasks." + task)
                .input(input.toString()).start();
    }

    private void endsAsIfNothingHadBeen(DroverProcess run) {
        sandbox.file("go", "");
        Result result = run.awaitEnd().exited(0).saidNothing();
        assertEquals(TASKS, result.outLines().size(), result::toString);
        assertEquals("ok " + TASKS, result.outLines().get(TASKS - 1));
        sandbox.assertNobodyLeft();
    }

    private List<Integer> ports() {
        List<Integer> ports = new ArrayList<>();
        sandbox.processes().forEach(process -> ports.addAll(ListeningPorts.ofAny(List.of(process.pid()))));
        return ports;
    }

    @Test
    void nobodyCanConnectOnceTheWorkersAreThere() {
        DroverProcess run = start("Conduct", "spin-until 1");
        sandbox.awaitFile("started-1");
        Awaits.await("all ports to be shut", () -> ports().isEmpty(), () -> ports() + "\n" + sandbox.describe());
        endsAsIfNothingHadBeen(run);
    }

    /** More of them: scripts/stress STRANGERS. */
    @Test
    void strangersAreIgnoredWhileWorkersAreAwaited() {
        DroverProcess run = start("Late", "ok 1");
        sandbox.awaitFile("waiting");
        List<Integer> ports = ports();
        assertEquals(2, ports.size(), "one for tasks and one for results");
        try (Strangers strangers = new Strangers(42)) {
            List<Strangers.Welcome> welcomes = new ArrayList<>();
            for (int i = 0; i < 500; i++) {
                ports.forEach(port -> welcomes.add(strangers.visit(port)));
            }
            assertFalse(welcomes.contains(Strangers.Welcome.REFUSED), "the ports were shut too soon");
            long answered = welcomes.stream().filter(welcome -> welcome == Strangers.Welcome.ANSWERED).count();
            assertTrue(answered <= 2 * 2, () -> answered + " strangers came in");
            // Some have seen where workers call from.
            ports.forEach(port ->
                    ListeningPorts.callersOf(List.of(port)).forEach(source -> strangers.visit(source, port)));
            endsAsIfNothingHadBeen(run);
        }
    }

    /** The worst that can happen to the transport, from inside. */
    @Test
    void aRunWhoseTransportDiesEndsAtOnce() {
        Result result = sandbox.run("-j1", "--java-option=--add-opens=java.base/java.io=ALL-UNNAMED",
                        "--jar", tasks.toString(), "--task", "tasks.Insider", ":::", "a")
                .start().awaitEnd().exited(255);
        assertTrue(
                result.err().contains("drover: the transport failed: java.lang.NegativeArraySizeException: -1\n"),
                result::toString);
        sandbox.assertNobodyLeft();
    }

    /** Ends the first worker's first attempt and leaves for it. */
    private static FromWorker forged(int generation) {
        return FromWorker.newBuilder()
                .setGeneration(generation)
                .addResults(TaskResult.newBuilder().setSequence(1).setExitCode(7))
                .setBye(true)
                .build();
    }

    /** Should somebody pass for a worker at the door: what they send and get is decided by the token. */
    @Test
    void theTokenOpensTheSink() throws IOException {
        List<Integer> generations = new ArrayList<>();
        try (ZeroMqTransport transport = new ZeroMqTransport();
                ZContext context = new ZContext()) {
            Transport.Address address = transport.open(new WorkerKey(0, 1), port -> true);
            ZMQ.Socket thief = connect(context, SocketType.DEALER, address, "wrong" + address.token().substring(5));
            send(context, address, "wrong" + address.token().substring(5), 1);
            send(context, address, address.token(), 2);
            Awaits.await(
                    "the frame of who has the token",
                    () -> {
                        transport.await(50);
                        transport.drain(message -> generations.add(message.getGeneration()));
                        return !generations.isEmpty();
                    },
                    generations::toString);
            assertFalse(transport.send(new WorkerKey(0, 1), ToWorker.getDefaultInstance()));
            assertNull(thief.recv(ZMQ.DONTWAIT), "a stranger received a frame");
            assertNull(transport.failure());
        }
        assertEquals(List.of(2), generations);
    }

    private static void send(ZContext context, Transport.Address address, String token, int generation) {
        connect(context, SocketType.PUSH, address, token).send(forged(generation).toByteArray(), ZMQ.DONTWAIT);
    }

    private static ZMQ.Socket connect(ZContext context, SocketType type, Transport.Address address, String token) {
        ZMQ.Socket socket = context.createSocket(type);
        socket.setIdentity("0.1".getBytes(StandardCharsets.US_ASCII));
        socket.setPlainUsername("0.1".getBytes(StandardCharsets.US_ASCII));
        socket.setPlainPassword(token.getBytes(StandardCharsets.US_ASCII));
        socket.setHandshakeIvl(500);
        socket.setReconnectIVL(20);
        Channels channels = new Channels() {
            @Override
            public SocketChannel openSocketChannel() throws IOException {
                return super.openSocketChannel().bind(new InetSocketAddress(address.source(), 0));
            }
        };
        socket.setSelectorChooser((to, options) -> channels);
        socket.connect(type == SocketType.PUSH ? address.sink() : address.tasks());
        return socket;
    }

    /** In a network of its own, where nothing is up. */
    @Test
    void withoutLoopbackItSaysSoAtOnce() {
        assumeTrue(
                sandbox.shell("unshare -n true").start().awaitEnd().status().equals(new ExitStatus.Exited(0)),
                "needs the right to unshare a network");
        sandbox.shell("unshare -n drover run echo ::: a").start().awaitEnd().exited(255)
                .oneLine("drover: no way to 127.0.0.1, over which workers are reached: Network is unreachable;"
                        + " bring the interface up (ip link set lo up)");
    }
}
