package io.drover.worker;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ProtocolFamily;
import java.nio.channels.DatagramChannel;
import java.nio.channels.Pipe;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.channels.spi.AbstractSelector;
import java.nio.channels.spi.SelectorProvider;
import java.util.function.IntConsumer;

/**
 * Opens connections from a port that has been announced before: the supervisor hangs up on all others, before it reads
 * what they send.
 *
 * <p>Called by ZeroMQ's I/O thread for every connection, also when it connects again.
 */
final class AnnouncedChannels extends SelectorProvider {
    private static final byte[] LOOPBACK = {127, 0, 0, 1};

    private final SelectorProvider provider = SelectorProvider.provider();
    private final IntConsumer announce;

    AnnouncedChannels(IntConsumer announce) {
        this.announce = announce;
    }

    @Override
    public SocketChannel openSocketChannel() throws IOException {
        SocketChannel channel = provider.openSocketChannel();
        try {
            channel.bind(new InetSocketAddress(InetAddress.getByAddress(LOOPBACK), 0));
            announce.accept(((InetSocketAddress) channel.getLocalAddress()).getPort());
            return channel;
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    @Override
    public DatagramChannel openDatagramChannel() throws IOException {
        return provider.openDatagramChannel();
    }

    @Override
    public DatagramChannel openDatagramChannel(ProtocolFamily family) throws IOException {
        return provider.openDatagramChannel(family);
    }

    @Override
    public Pipe openPipe() throws IOException {
        return provider.openPipe();
    }

    @Override
    public AbstractSelector openSelector() throws IOException {
        return provider.openSelector();
    }

    @Override
    public ServerSocketChannel openServerSocketChannel() throws IOException {
        return provider.openServerSocketChannel();
    }
}
