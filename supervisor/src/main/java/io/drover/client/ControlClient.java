package io.drover.client;

import io.drover.control.ControlVersion;
import io.drover.proto.ControlReply;
import io.drover.proto.ControlRequest;
import io.drover.proto.SupervisorSight;
import io.drover.supervisor.process.SocketName;
import io.drover.wire.MessageReader;
import io.drover.wire.MessageWriter;
import java.io.EOFException;
import java.io.IOException;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;

/** A conversation with a supervisor. Confined to one thread. */
public final class ControlClient implements AutoCloseable {
    /** Nobody else hangs up, or leaves a socket behind on which nobody listens. */
    private static final String ENDED = "it has ended";

    private final SocketChannel channel;

    private ControlClient(SocketChannel channel) {
        this.channel = channel;
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
        ControlReply reply = ControlReply.parseFrom(reply(request.setVersion(ControlVersion.number()).build().toByteArray()));
        if (!reply.getRefused().isEmpty()) {
            throw new RefusalException(reply.getRefused());
        }
        return reply;
    }

    /**
     * Asks it, without the classes of requests and replies, which take longer to load than it takes to ask.
     *
     * @param field of {@link ControlRequest}
     * @param request what
     * @param wanted field of {@link ControlReply}
     * @return what it answers
     * @throws IOException if it does not; the message is for the user
     */
    byte[] ask(int field, MessageWriter request, int wanted) throws IOException {
        MessageWriter all = new MessageWriter().number(ControlRequest.VERSION_FIELD_NUMBER, ControlVersion.number()).message(field, request);
        MessageReader reply = new MessageReader(reply(all.toByteArray()));
        while (reply.next()) {
            if (reply.field() == ControlReply.REFUSED_FIELD_NUMBER) {
                throw new RefusalException(reply.text());
            }
            if (reply.field() == wanted) {
                return reply.bytes();
            }
        }
        throw new IOException("it has answered something else");
    }

    /** Both go with their length before them. */
    private byte[] reply(byte[] request) throws IOException {
        IOException cause = null;
        try {
            for (ByteBuffer out = ByteBuffer.wrap(MessageWriter.delimited(request)); out.hasRemaining();) {
                channel.write(out);
            }
        } catch (IOException e) {
            // It has hung up; why, it may have said before.
            cause = e;
        }
        try {
            return read(readLength());
        } catch (IOException e) {
            throw new IOException(ENDED, cause == null ? e : cause);
        }
    }

    private int readLength() throws IOException {
        int length = 0;
        for (int shift = 0; shift < Integer.SIZE; shift += Byte.SIZE - 1) {
            byte next = read(1)[0];
            length |= (next & 0x7f) << shift;
            if (next >= 0) {
                break;
            }
        }
        return length;
    }

    private byte[] read(int length) throws IOException {
        ByteBuffer in = ByteBuffer.allocate(length);
        while (in.hasRemaining()) {
            if (channel.read(in) < 0) {
                throw new EOFException();
            }
        }
        return in.array();
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
