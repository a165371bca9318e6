package io.drover.supervisor.transport;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.zeromq.SocketType;
import org.zeromq.ZContext;
import org.zeromq.ZMQ;
import org.zeromq.ZMQException;

/**
 * Answers ZeroMQ's authentication requests (ZAP, RFC 27): whoever does not bring the run's token gets nowhere. A PLAIN
 * server without such a handler lets everybody in, so it is bound before any socket that strangers can reach.
 */
final class TokenAuthenticator {
    private static final String ENDPOINT = "inproc://zeromq.zap.01";
    /** version, request id, domain, address, identity, mechanism, user name, password */
    private static final int PLAIN_FRAMES = 8;

    private final byte[] token;
    private final ZMQ.Socket socket;

    /** @param failed called when it can answer no more, and nobody comes in */
    TokenAuthenticator(ZContext context, String token, Consumer<Throwable> failed) {
        this.token = token.getBytes(StandardCharsets.US_ASCII);
        // Not one of the ZContext, which would close it from under its thread: termination tells the thread.
        this.socket = context.getContext().socket(SocketType.REP);
        socket.bind(ENDPOINT);
        Thread thread = new Thread(this::answer, "drover-zap");
        thread.setDaemon(true);
        thread.setUncaughtExceptionHandler((dead, trouble) -> failed.accept(trouble));
        thread.start();
    }

    private void answer() {
        try {
            while (true) {
                byte[][] request = receive();
                boolean known = request.length == PLAIN_FRAMES
                        && new String(request[5], StandardCharsets.US_ASCII).equals("PLAIN")
                        && MessageDigest.isEqual(request[7], token);
                reply(request.length > 1 ? request[1] : new byte[0], known);
            }
        } catch (ZMQException e) {
            // The context was terminated: the run is over.
            socket.close();
        }
    }

    private byte[][] receive() {
        List<byte[]> frames = new ArrayList<>();
        do {
            frames.add(socket.recv());
        } while (socket.hasReceiveMore());
        return frames.toArray(byte[][]::new);
    }

    private void reply(byte[] requestId, boolean known) {
        socket.sendMore("1.0");
        socket.sendMore(requestId);
        socket.sendMore(known ? "200" : "400");
        socket.sendMore(known ? "OK" : "no");
        socket.sendMore("");
        socket.send("");
    }
}
