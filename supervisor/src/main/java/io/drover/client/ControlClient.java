package io.drover.client;

import com.google.protobuf.InvalidProtocolBufferException;
import io.drover.control.ControlVersion;
import io.drover.proto.ControlReply;
import io.drover.proto.ControlRequest;
import io.drover.proto.SupervisorSight;
import io.drover.supervisor.process.SocketName;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.SocketException;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;

/** A conversation with a supervisor. Confined to one thread. */
public final class ControlClient implements AutoCloseable {
    /** Nobody else hangs up, or leaves a socket behind on which nobody listens. */
    private static final String ENDED = "it has ended";

    private final SocketChannel channel;
    private final InputStream in;
    private final OutputStream out;

    private ControlClient(SocketChannel channel) {
        this.channel = channel;
        this.in = Channels.newInputStream(channel);
        this.out = Channels.newOutputStream(channel);
    }

    /**
     * Connects.
     *
     * @param socket the file
     * @return to be closed
     * @throws IOException if nobody is there
     */
    public static ControlClient connect(Path socket) throws IOException {
        try (SocketName name = new SocketName(socket.getParent(), socket.getFileName().toString())) {
            return new ControlClient(SocketChannel.open(name.address()));
        } catch (SocketException e) {
            throw new IOException(ENDED, e);
        }
    }

    /**
     * What it is and does now.
     *
     * @throws IOException if it does not say so
     */
    public SupervisorSight look() throws IOException {
        return ask(ControlRequest.newBuilder().setLook(ControlRequest.Look.getDefaultInstance())).getSight();
    }

    /**
     * Tells it to do something.
     *
     * @param request what
     * @return what it says to that, for the user; empty: nothing
     * @throws IOException if it does not do it; the message is for the user
     */
    public String tell(ControlRequest.Builder request) throws IOException {
        return ask(request).getDone();
    }

    /**
     * Asks it.
     *
     * @param request what
     * @return what it answers
     * @throws IOException if it does not; the message is for the user
     */
    public ControlReply ask(ControlRequest.Builder request) throws IOException {
        ControlReply reply = reply(request.setVersion(ControlVersion.number()).build());
        if (!reply.getRefused().isEmpty()) {
            throw new RefusalException(reply.getRefused());
        }
        return reply;
    }

    private ControlReply reply(ControlRequest request) throws IOException {
        IOException cause = null;
        try {
            request.writeDelimitedTo(out);
        } catch (IOException e) {
            // It has hung up; why, it may have said before.
            cause = e;
        }
        try {
            ControlReply reply = ControlReply.parseDelimitedFrom(in);
            if (reply != null) {
                return reply;
            }
        } catch (InvalidProtocolBufferException e) {
            throw e;
        } catch (IOException e) {
            cause = e;
        }
        throw new IOException(ENDED, cause);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
