package io.drover.supervisor.transport;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.function.IntPredicate;

/** How the connections of a worker that is awaited are known: where they come from, and that their port was announced. */
record Caller(InetAddress source, IntPredicate announced) {

    boolean calls(InetSocketAddress from) {
        return from.getAddress().equals(source) && announced.test(from.getPort());
    }
}
