package io.drover.worker;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.SocketChannel;
import java.util.function.IntConsumer;

/**
 * Opens connections from the worker's address and from a port that has been announced before: the supervisor hangs up on
 * all others, before it reads what they send.
 *
 * <p>Called by ZeroMQ's I/O thread for every connection, also when it connects again.
 */
final class AnnouncedChannels extends Channels {
    private final InetAddress source;
    private final IntConsumer announce;

    AnnouncedChannels(InetAddress source, IntConsumer announce) {
        this.source = source;
        this.announce = announce;
    }

    @Override
    public SocketChannel openSocketChannel() throws IOException {
        SocketChannel channel = super.openSocketChannel();
        try {
            channel.bind(new InetSocketAddress(source, 0));
            announce.accept(((InetSocketAddress) channel.getLocalAddress()).getPort());
            return channel;
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }
}
