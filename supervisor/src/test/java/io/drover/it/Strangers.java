package io.drover.it;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Random;

/**
 * Peers that have no business here: they connect and send greetings of every version and mechanism, heads of frames
 * with lengths that no sender means, commands of the handshake with lengths that lie; all of it whole or cut off, and
 * then they hang up or stay. The same seed does the same again.
 */
final class Strangers implements AutoCloseable {
    private static final int[] VERSIONS = {0, 1, 2, 3, 4, 0x7f, 0xff};
    private static final List<String> MECHANISMS = List.of("PLAIN", "PLAIN", "NULL", "CURVE", "GSSAPI", "", "\u00ff".repeat(20));
    private static final long[] LENGTHS = {
        0, 1, 2, 255, 256, 1 << 16, (4 << 20) + 1, Integer.MAX_VALUE, 1L << 31, (1L << 31) + 1, (1L << 32) - 1, 1L << 32,
        Long.MAX_VALUE - 1, Long.MAX_VALUE, Long.MIN_VALUE, -2, -1
    };
    private static final List<String> COMMANDS = List.of("HELLO", "HELLO", "INITIATE", "WELCOME", "READY", "ERROR", "PING", "");
    private static final int[] SHORT_LENGTHS = {0, 1, 0x7f, 0x80, 0xff};
    private static final int HELD = 200;

    private final Random random;
    private final Deque<SocketChannel> held = new ArrayDeque<>();

    Strangers(long seed) {
        random = new Random(seed);
    }

    /** What the next stranger sends. */
    byte[] bytes() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            greet(out);
            for (int frames = random.nextInt(3); frames >= 0; frames--) {
                frame(out);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        int whole = bytes.size();
        return Arrays.copyOf(bytes.toByteArray(), random.nextInt(3) == 0 ? random.nextInt(whole + 1) : whole);
    }

    /** Signature, version, mechanism, the role, and what fills it up to 64 bytes. */
    private void greet(DataOutputStream out) throws IOException {
        out.writeByte(random.nextInt(8) == 0 ? random.nextInt(256) : 0xff);
        out.writeLong(random.nextInt(4) == 0 ? any(LENGTHS) : random.nextInt(2));
        out.writeByte(random.nextInt(8) == 0 ? random.nextInt(256) : 0x7f);
        out.writeByte(random.nextInt(4) == 0 ? any(VERSIONS) : 3);
        out.writeByte(random.nextInt(4) == 0 ? random.nextInt(256) : 0);
        byte[] mechanism = MECHANISMS.get(random.nextInt(MECHANISMS.size())).getBytes(StandardCharsets.ISO_8859_1);
        out.write(Arrays.copyOf(mechanism, 20));
        out.writeByte(random.nextInt(2));
        out.write(new byte[31]);
    }

    private void frame(DataOutputStream out) throws IOException {
        if (random.nextInt(2) == 0) {
            out.writeByte(random.nextInt(4) == 0 ? random.nextInt(256) : random.nextInt(8));
            out.writeLong(any(LENGTHS));
            out.write(noise(random.nextInt(1000)));
            return;
        }
        byte[] body = command();
        out.writeByte(random.nextInt(8) == 0 ? random.nextInt(8) : 4);
        out.writeByte(random.nextInt(8) == 0 ? any(SHORT_LENGTHS) : body.length);
        out.write(body);
    }

    /** A name and two fields, whose lengths need not be true. */
    private byte[] command() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        String name = COMMANDS.get(random.nextInt(COMMANDS.size()));
        out.writeByte(random.nextInt(8) == 0 ? any(SHORT_LENGTHS) : name.length());
        out.writeBytes(name);
        for (int field = 0; field < 2; field++) {
            byte[] value = noise(random.nextInt(60));
            out.writeByte(random.nextInt(2) == 0 ? any(SHORT_LENGTHS) : value.length);
            out.write(value);
        }
        return bytes.toByteArray();
    }

    private byte[] noise(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }

    private int any(int[] values) {
        return values[random.nextInt(values.length)];
    }

    private long any(long[] values) {
        return values[random.nextInt(values.length)];
    }

    /** What became of a call. */
    enum Welcome {
        ANSWERED,
        IGNORED,
        REFUSED
    }

    Welcome visit(int port) {
        return visit(InetAddress.getLoopbackAddress(), port);
    }

    /** One stranger, who may stay. */
    Welcome visit(InetAddress source, int port) {
        SocketChannel channel = null;
        try {
            channel = SocketChannel.open();
            channel.configureBlocking(false);
            channel.bind(new InetSocketAddress(source, 0));
            boolean answered = channel.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port))
                    || channel.finishConnect();
            if (answered) {
                send(channel);
            }
            return answered ? Welcome.ANSWERED : Welcome.IGNORED;
        } catch (IOException e) {
            return Welcome.REFUSED;
        } finally {
            leave(channel);
        }
    }

    private void send(SocketChannel channel) {
        try {
            channel.write(ByteBuffer.wrap(bytes()));
        } catch (IOException e) {
            // The other side hangs up when it likes.
        }
    }

    private void leave(SocketChannel channel) {
        if (channel != null && random.nextInt(4) == 0) {
            held.add(channel);
        } else if (channel != null) {
            close(channel);
        }
        if (held.size() > HELD) {
            close(held.remove());
        }
    }

    private static void close(SocketChannel channel) {
        try {
            channel.close();
        } catch (IOException e) {
            // It is gone, which is what was wanted.
        }
    }

    @Override
    public void close() {
        held.forEach(Strangers::close);
    }
}
