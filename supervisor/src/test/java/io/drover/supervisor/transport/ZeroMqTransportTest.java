package io.drover.supervisor.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.drover.supervisor.core.WorkerKey;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Who is let in, and what happens when the threads of ZeroMQ do not survive it. Real sockets, played by hand. */
@Timeout(60)
class ZeroMqTransportTest {
    private static final WorkerKey FIRST = new WorkerKey(0, 1);
    private static final WorkerKey SECOND = new WorkerKey(1, 1);
    /** A greeting begins with this byte. */
    private static final int SIGNATURE = 0xff;

    private final Set<Integer> announced = ConcurrentHashMap.newKeySet();
    private ZeroMqTransport transport;

    @BeforeEach
    void open() throws IOException {
        transport = new ZeroMqTransport();
    }

    @AfterEach
    void close() {
        transport.close();
    }

    private Socket connect(InetAddress source, String endpoint, boolean announce) throws IOException {
        Socket socket = new Socket();
        socket.bind(new InetSocketAddress(source, 0));
        if (announce) {
            announced.add(socket.getLocalPort());
        }
        socket.connect(new InetSocketAddress(Loopback.ADDRESS, URI.create(endpoint).getPort()));
        return socket;
    }

    /** So many calls are all that a stranger's address gets answered, and nobody says anything to them. */
    private static List<Socket> answered(InetAddress source, String endpoint) throws IOException {
        List<Socket> answered = new ArrayList<>();
        while (true) {
            Socket socket = new Socket();
            socket.bind(new InetSocketAddress(source, 0));
            try {
                socket.connect(new InetSocketAddress(Loopback.ADDRESS, URI.create(endpoint).getPort()), 50);
            } catch (SocketTimeoutException e) {
                socket.close();
                return answered;
            }
            answered.add(socket);
        }
    }

    private static void assertKeptAway(InetAddress source, String endpoint) throws IOException {
        List<Socket> answered = answered(source, endpoint);
        assertTrue(answered.size() <= 2, () -> answered.size() + " strangers answered");
        for (Socket socket : answered) {
            socket.setSoTimeout(20);
            assertThrows(SocketTimeoutException.class, () -> socket.getInputStream().read());
            socket.close();
        }
    }

    /** The first byte; -1 if the other side has hung up. */
    private static int hear(Socket socket) throws IOException {
        try {
            return socket.getInputStream().read();
        } catch (SocketException e) {
            return -1;
        }
    }

    /** See there: without ours, threads spin. */
    @Test
    void theSignalerIsOurs() throws ClassNotFoundException {
        String place = Class.forName("zmq.Signaler").getProtectionDomain().getCodeSource().getLocation().toString();
        assertFalse(place.contains("jeromq"), place);
    }

    @Test
    void onlyAnAnnouncedConnectionIsGreeted() throws IOException {
        Transport.Address address = transport.open(FIRST, announced::contains);
        for (String endpoint : List.of(address.tasks(), address.sink())) {
            try (Socket stranger = connect(address.source(), endpoint, false);
                    Socket worker = connect(address.source(), endpoint, true)) {
                assertEquals(-1, hear(stranger));
                assertEquals(SIGNATURE, hear(worker));
            }
        }
        assertNull(transport.failure());
    }

    @Test
    void theKernelKeepsStrangersAway() throws IOException {
        Transport.Address address = transport.open(FIRST, announced::contains);
        Transport.Address other = transport.open(SECOND, announced::contains);
        assertNotEquals(address.source(), other.source());
        for (String endpoint : List.of(address.tasks(), address.sink())) {
            assertKeptAway(Loopback.ADDRESS, endpoint);
            try (Socket worker = connect(address.source(), endpoint, true)) {
                assertEquals(SIGNATURE, hear(worker));
                // Whoever has seen by now where it calls from is too late.
                assertKeptAway(address.source(), endpoint);
            }
        }
        transport.close(SECOND);
        assertKeptAway(other.source(), address.sink());
        assertNull(transport.failure());
    }

    @Test
    void whereTheKernelCannotTheDoorDecides() throws IOException {
        try (ZeroMqTransport plain = new ZeroMqTransport(Sources.COMMON)) {
            Transport.Address address = plain.open(FIRST, announced::contains);
            assertEquals(Loopback.ADDRESS, address.source());
            for (String endpoint : List.of(address.tasks(), address.sink())) {
                try (Socket stranger = connect(Loopback.ADDRESS, endpoint, false);
                        Socket worker = connect(Loopback.ADDRESS, endpoint, true)) {
                    assertEquals(-1, hear(stranger));
                    assertEquals(SIGNATURE, hear(worker));
                }
            }
            assertNull(plain.failure());
        }
    }

    /** The kernel is given a list of all of them for each: seconds, and a minute where many others want the cores. */
    @Test
    @Timeout(600)
    void moreCallersThanTheKernelCanKnowAreLetInAllTheSame() throws IOException {
        Transport.Address last = transport.open(FIRST, announced::contains);
        for (int place = 1; place < 2100; place++) {
            last = transport.open(new WorkerKey(place, 1), announced::contains);
        }
        try (Socket stranger = connect(Loopback.ADDRESS, last.sink(), false);
                Socket worker = connect(last.source(), last.sink(), true)) {
            assertEquals(-1, hear(stranger));
            assertEquals(SIGNATURE, hear(worker));
        }
    }

    @Test
    void thePortsAreShutWhenNobodyIsAwaited() throws IOException {
        Transport.Address address = transport.open(FIRST, announced::contains);
        assertEquals(address.sink(), transport.open(SECOND, announced::contains).sink(), "one door for all");
        try (Socket worker = connect(address.source(), address.sink(), true)) {
            assertEquals(SIGNATURE, hear(worker));
            transport.linked(FIRST);
            transport.close(SECOND);
            assertShut(address.tasks());
            assertShut(address.sink());
            Transport.Address next = transport.open(new WorkerKey(1, 2), announced::contains);
            assertNotEquals(address.sink(), next.sink());
            // Who came in before has not been hung up on.
            worker.getOutputStream().write(SIGNATURE);
            worker.setSoTimeout(200);
            assertThrows(SocketTimeoutException.class, () -> readAll(worker));
        }
    }

    private static void readAll(Socket socket) throws IOException {
        while (socket.getInputStream().read() >= 0) {
            // The rest of a greeting.
        }
    }

    /** A connection that waits in the backlog when its port is shut is reset. */
    private void assertShut(String endpoint) throws IOException {
        while (true) {
            try (Socket stranger = connect(Loopback.ADDRESS, endpoint, false)) {
                assertEquals(-1, hear(stranger));
            } catch (ConnectException e) {
                return;
            }
        }
    }

    @Test
    void aLinkedWorkerThatLosesAConnectionIsCutOff() throws IOException {
        Transport.Address address = transport.open(FIRST, announced::contains);
        try (Socket worker = connect(address.source(), address.sink(), true)) {
            assertEquals(SIGNATURE, hear(worker));
        }
        // Not linked: it may try again.
        awaitCutOff(List.of());
        try (Socket worker = connect(address.source(), address.sink(), true)) {
            assertEquals(SIGNATURE, hear(worker));
            transport.linked(FIRST);
        }
        awaitCutOff(List.of(FIRST));
    }

    private void awaitCutOff(List<WorkerKey> expected) {
        List<WorkerKey> cutOff = new ArrayList<>();
        do {
            transport.await(expected.isEmpty() ? 200 : 60_000);
            transport.drainCutOff(cutOff::add);
        } while (cutOff.size() < expected.size());
        assertEquals(expected, cutOff);
    }

    /** The bytes of zeromq/jeromq#1005, from somebody who got in all the same. */
    @Test
    void anEndOfTheTransportIsToldAtOnce() throws IOException {
        Transport.Address address = transport.open(FIRST, port -> true);
        PrintStream stderr = System.err;
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        System.setErr(new PrintStream(said, true));
        try (Socket peer = connect(address.source(), address.sink(), false)) {
            peer.getOutputStream().write(ByteBuffer.allocate(64 + 9)
                    .put((byte) 0xff).position(9).put((byte) 0x7f).put((byte) 3).position(12)
                    .put("PLAIN".getBytes(StandardCharsets.US_ASCII)).position(64)
                    .put((byte) 2).putLong(-1).array());
            while (transport.failure() == null) {
                transport.await(60_000);
            }
        } finally {
            System.setErr(stderr);
        }
        assertEquals("the transport failed: java.lang.NegativeArraySizeException: -1", transport.failure());
        assertTrue(said.toString().contains("at zmq."), "the trace of a bug is shown");
    }
}
