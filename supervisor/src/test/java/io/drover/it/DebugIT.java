package io.drover.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A worker that waits for a debugger; the test speaks the debugger's part of JDWP. */
class DebugIT extends InSandbox {
    private static final byte[] HANDSHAKE = "JDWP-Handshake".getBytes(StandardCharsets.US_ASCII);
    private static final int VIRTUAL_MACHINE = 1;
    private static final int DISPOSE = 6;
    private static final int RESUME = 9;

    static Path tasks;

    @BeforeAll
    static void compile() {
        tasks = TaskJar.build();
    }

    private DroverProcess run(String option) {
        return sandbox.run(option, "--timeout", "0.001", "-j4", "--jar", tasks.toString(), "--task", "tasks.Echo", ":::", "a", "b").start();
    }

    /** Lets the JVM go on, and leaves it. */
    private static void release(Socket socket) throws IOException {
        DataOutputStream out = new DataOutputStream(socket.getOutputStream());
        DataInputStream in = new DataInputStream(socket.getInputStream());
        out.write(HANDSHAKE);
        assertEquals(new String(HANDSHAKE, StandardCharsets.US_ASCII),
                new String(in.readNBytes(HANDSHAKE.length), StandardCharsets.US_ASCII));
        // Until it says that it has stopped, what lets it go on comes too early.
        in.readNBytes(in.readInt() - Integer.BYTES);
        for (int command : new int[] {RESUME, DISPOSE}) {
            out.writeInt(11);
            out.writeInt(command);
            out.writeByte(0);
            out.writeByte(VIRTUAL_MACHINE);
            out.writeByte(command);
        }
        in.readAllBytes();
    }

    @Test
    void theWorkerWaitsForADebuggerAndNobodyHurriesIt() throws IOException {
        DroverProcess run = run("--debug-task");
        run.awaitComplaint("Listening for transport dt_socket at address: ");
        Matcher port = Pattern.compile("address: (?:127\\.0\\.0\\.1:)?(\\d+)").matcher(run.err());
        assertTrue(port.find(), run.err());
        assertEquals(1, sandbox.workers().size());
        try (Socket debugger = new Socket(InetAddress.getLoopbackAddress(), Integer.parseInt(port.group(1)))) {
            release(debugger);
        }
        assertEquals("a\nb\n", run.awaitEnd().exited(0).out().lines().sorted().map(line -> line + "\n").reduce("", String::concat));
    }

    @Test
    void theWorkerConnectsToADebuggerThatListens() throws IOException {
        try (ServerSocket listening = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            listening.setSoTimeout(60_000);
            DroverProcess run = run("--debug-task=connect:" + listening.getLocalPort());
            try (Socket debugger = listening.accept()) {
                release(debugger);
            }
            run.awaitEnd().exited(0);
        }
    }

    @Test
    void commandsAreNotDebugged() {
        sandbox.run("--debug-task", "echo", ":::", "a").finish().exited(255).oneLine("--debug-task needs --task CLASS");
    }
}
