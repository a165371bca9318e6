package io.drover.control;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.InvalidProtocolBufferException;
import io.drover.posix.ThisProcess;
import io.drover.proto.ControlReply;
import io.drover.proto.ControlRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.Arrays;
import java.util.function.Function;

/** One who has connected. The next request is read when the reply to the one before is written. Confined to the thread of the socket. */
final class Connection {
    private static final int LARGEST_REQUEST = 1 << 20;
    private static final int LONGEST_VARINT = 5;

    private final SocketChannel channel;
    private final Function<ControlRequest, ControlReply> answers;
    private ByteBuffer in = ByteBuffer.allocate(1024);
    private ByteBuffer out = ByteBuffer.allocate(0);
    private boolean last;
    private long active = System.nanoTime();

    Connection(SocketChannel channel, Function<ControlRequest, ControlReply> answers) {
        this.channel = channel;
        this.answers = answers;
    }

    /** Nanoseconds since something came or went. */
    long idle(long now) {
        return now - active;
    }

    /** Reads and writes what is possible. */
    void go(SelectionKey key) {
        try {
            active = System.nanoTime();
            boolean open = key.isReadable() ? channel.read(in) >= 0 : true;
            do {
                channel.write(out);
            } while (!out.hasRemaining() && !last && answerNext());
            if (!open || last && !out.hasRemaining()) {
                close();
            } else {
                key.interestOps(out.hasRemaining() ? SelectionKey.OP_WRITE : SelectionKey.OP_READ);
            }
        } catch (IOException | RuntimeException e) {
            close();
        }
    }

    /** Returns whether a whole request was there. */
    private boolean answerNext() throws IOException {
        CodedInputStream bytes = CodedInputStream.newInstance(in.array(), 0, in.position());
        int size = size(bytes);
        if (size > LARGEST_REQUEST) {
            refuse("a request cannot have more than " + LARGEST_REQUEST + " bytes");
            return true;
        }
        int from = bytes.getTotalBytesRead();
        if (size < 0 || in.position() - from < size) {
            if (!in.hasRemaining()) {
                in = ByteBuffer.wrap(Arrays.copyOf(in.array(), in.capacity() * 2)).position(in.position());
            }
            return false;
        }
        try {
            reply(answers.apply(ControlRequest.parser().parseFrom(in.array(), from, size)));
        } catch (InvalidProtocolBufferException e) {
            refuse("that is no request");
        } catch (LinkageError e) {
            // Classes that it needs for the first time come from a file that is another by now.
            refuse("the program of process " + ThisProcess.id() + " was overwritten while it runs (" + e + "): end it with TERM and start it"
                    + " anew; the next time put a new file in the place of the old one with mv");
        }
        in.limit(in.position()).position(from + size);
        in.compact();
        return true;
    }

    /** Negative: it is not there whole. */
    private int size(CodedInputStream bytes) throws IOException {
        for (int i = 0; i < Math.min(LONGEST_VARINT, in.position()); i++) {
            if (in.get(i) >= 0) {
                int size = bytes.readRawVarint32();
                return size < 0 ? Integer.MAX_VALUE : size;
            }
        }
        return in.position() < LONGEST_VARINT ? -1 : Integer.MAX_VALUE;
    }

    private void refuse(String why) throws IOException {
        last = true;
        reply(refusal(why));
    }

    static ControlReply refusal(String why) {
        return ControlReply.newBuilder().setVersion(ControlVersion.number()).setRefused(why).build();
    }

    /** Says so, and hangs up before anything is asked. */
    void turnAway(String why) throws IOException {
        refuse(why);
        channel.write(out);
        close();
    }

    private void reply(ControlReply reply) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        reply.writeDelimitedTo(bytes);
        out = ByteBuffer.wrap(bytes.toByteArray());
    }

    void close() {
        try {
            channel.close();
        } catch (IOException e) {
            // It is of no use any more, either way.
        }
    }
}
