package io.drover.supervisor.transport;

import io.drover.supervisor.core.WorkerKey;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.Channel;
import java.nio.channels.SelectableChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import org.zeromq.ZEvent;
import org.zeromq.ZMQ;
import org.zeromq.ZMonitor;

/**
 * The port through which workers reach one socket: open only while a worker is awaited, and only to that worker.
 *
 * <p>Whoever else connects is hung up on before anything of theirs is read, for there are bytes that JeroMQ 0.6 does
 * not survive (zeromq/jeromq#1005), and limits of its own for strangers it has none.
 *
 * <p>Opened and shut by the loop. Who comes in is decided in the I/O thread: JeroMQ calls the hook when it has accepted
 * a connection and not yet begun with it.
 */
final class Door implements ZEvent.ZEventConsummer {
    private static final String ANY_LOOPBACK_PORT = "tcp://127.0.0.1:*";
    private static final int HOOKED = ZMQ.EVENT_LISTENING | ZMQ.EVENT_ACCEPTED | ZMQ.EVENT_DISCONNECTED;
    /** What Linux allows by default; a worker waits its turn behind strangers instead of being turned away. */
    private static final int BACKLOG = 4096;

    private final ZMQ.Socket socket;
    private final IntFunction<WorkerKey> callers;
    private final Consumer<WorkerKey> gone;
    private final Map<SelectableChannel, Guest> inside = new ConcurrentHashMap<>();
    /** Shut, but JeroMQ would hang up on who came in there if it were told. */
    private final List<String> shut = new ArrayList<>();
    private ServerSocketChannel listening;

    private record Guest(WorkerKey worker, String endpoint) {}

    /**
     * @param callers tells whose connection comes from a port; null: nobody's
     * @param gone told when a connection that was let in has ended, in the I/O thread
     */
    Door(ZMQ.Socket socket, IntFunction<WorkerKey> callers, Consumer<WorkerKey> gone) {
        this.socket = socket;
        this.callers = callers;
        this.gone = gone;
        socket.setBacklog(BACKLOG);
        socket.setEventHook(this, HOOKED);
    }

    /** Opens it if it is shut; returns where to connect. */
    String open() {
        if (listening == null) {
            shut.removeIf(endpoint -> isEmpty(endpoint) && socket.unbind(endpoint));
            socket.bind(ANY_LOOPBACK_PORT);
        }
        return socket.getLastEndpoint();
    }

    private boolean isEmpty(String endpoint) {
        return inside.values().stream().noneMatch(guest -> guest.endpoint.equals(endpoint));
    }

    /** Who came in stays. */
    void shut() {
        if (listening == null) {
            return;
        }
        hangUp(listening);
        listening = null;
        shut.add(socket.getLastEndpoint());
    }

    @Override
    public void consume(ZEvent event) {
        ZMonitor.Event what = event.getEvent();
        SelectableChannel channel = event.getValue();
        if (what == ZMonitor.Event.LISTENING) {
            // In the thread that binds.
            listening = (ServerSocketChannel) channel;
        } else if (what == ZMonitor.Event.ACCEPTED) {
            letIn((SocketChannel) channel, event.getAddress());
        } else {
            Guest guest = inside.remove(channel);
            if (guest != null) {
                gone.accept(guest.worker);
            }
        }
    }

    private void letIn(SocketChannel channel, String endpoint) {
        WorkerKey worker = callerOf(channel);
        if (worker == null) {
            hangUp(channel);
        } else {
            inside.put(channel, new Guest(worker, endpoint));
        }
    }

    private WorkerKey callerOf(SocketChannel channel) {
        try {
            InetSocketAddress from = (InetSocketAddress) channel.getRemoteAddress();
            return from.getAddress().equals(Loopback.ADDRESS) ? callers.apply(from.getPort()) : null;
        } catch (IOException e) {
            return null;
        }
    }

    private static void hangUp(Channel channel) {
        try {
            channel.close();
        } catch (IOException e) {
            // It is of no use any more, which is what was wanted.
        }
    }
}
