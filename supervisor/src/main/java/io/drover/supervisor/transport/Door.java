package io.drover.supervisor.transport;

import io.drover.posix.SharedPort;
import io.drover.supervisor.core.WorkerKey;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.Channel;
import java.nio.channels.SelectableChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.zeromq.ZEvent;
import org.zeromq.ZMQ;
import org.zeromq.ZMonitor;
import zmq.Errand;

/**
 * The port through which workers reach one socket: open only while a worker is awaited, and only to that worker.
 *
 * <p>Whoever else connects comes to the wrong socket of a {@link SharedPort}, or where there is none, is hung up on before
 * anything of theirs is read; for there are bytes that JeroMQ 0.6 does not survive (zeromq/jeromq#1005), limits of its own
 * for strangers it has none, and each one costs it a session. A worker that is inside is not awaited: others can see by now
 * where it calls from.
 *
 * <p>Opened and shut by the loop. Who comes in is decided in the I/O thread: JeroMQ calls the hook when it has accepted
 * a connection and not yet begun with it, under a lock that binding takes, too: so nothing here binds under a lock.
 */
final class Door implements ZEvent.ZEventConsummer {
    private static final int HOOKED = ZMQ.EVENT_LISTENING | ZMQ.EVENT_ACCEPTED | ZMQ.EVENT_DISCONNECTED;
    /** What Linux allows by default; a worker waits its turn behind strangers instead of being turned away. */
    private static final int BACKLOG = 4096;

    private final ZMQ.Socket socket;
    private final Sources sources;
    private final Map<WorkerKey, Caller> awaited;
    private final Consumer<WorkerKey> gone;
    private final Map<SelectableChannel, Guest> inside = new ConcurrentHashMap<>();
    /** Shut, but JeroMQ would hang up on who came in there if it were told. */
    private final List<String> shut = new ArrayList<>();
    private ServerSocketChannel listening;
    private Optional<SharedPort> share = Optional.empty();
    private Set<InetAddress> admitted = Set.of();

    private record Guest(WorkerKey worker, String endpoint) {}

    /**
     * @param awaited whose connections are let in; see {@link #admit}
     * @param gone told when a connection that was let in has ended, in the I/O thread
     */
    Door(ZMQ.Socket socket, Sources sources, Map<WorkerKey, Caller> awaited, Consumer<WorkerKey> gone) {
        this.socket = socket;
        this.sources = sources;
        this.awaited = awaited;
        this.gone = gone;
        socket.setBacklog(BACKLOG);
        socket.setEventHook(this, HOOKED);
    }

    /** Opens it if it is shut, to those who are awaited; returns where to connect. */
    String open() {
        if (listening == null) {
            shut.removeIf(endpoint -> isEmpty(endpoint) && socket.unbind(endpoint));
            String port = takePort();
            admit();
            socket.bind("tcp://127.0.0.1:" + port);
        } else {
            admit();
        }
        return socket.getLastEndpoint();
    }

    private boolean isEmpty(String endpoint) {
        return inside.values().stream().noneMatch(guest -> guest.endpoint.equals(endpoint));
    }

    private synchronized String takePort() {
        leavePort();
        share = sources.share();
        share.ifPresent(port -> socket.setSelectorChooser((address, options) -> PrivateSources.SHARING));
        return share.map(port -> Integer.toString(port.number())).orElse("*");
    }

    private synchronized void leavePort() {
        share.ifPresent(SharedPort::close);
        share = Optional.empty();
        admitted = Set.of();
    }

    /** Follows a change of who is awaited. */
    synchronized void admit() {
        if (share.isPresent()) {
            Set<WorkerKey> here = inside.values().stream().map(Guest::worker).collect(Collectors.toSet());
            Set<InetAddress> expected = new HashSet<>();
            awaited.forEach((worker, caller) -> {
                if (!here.contains(worker)) {
                    expected.add(caller.source());
                }
            });
            if (!expected.equals(admitted)) {
                share.get().admitOnly(expected);
                admitted = expected;
            }
        }
    }

    /** Who came in stays. */
    void shut() {
        if (listening != null) {
            ServerSocketChannel last = listening;
            Errand.send(socket.base(), () -> hangUp(last));
            listening = null;
            shut.add(socket.getLastEndpoint());
        }
        leavePort();
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
                admit();
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
            admit();
        }
    }

    private WorkerKey callerOf(SocketChannel channel) {
        try {
            InetSocketAddress from = (InetSocketAddress) channel.getRemoteAddress();
            return awaited.entrySet().stream()
                    .filter(entry -> entry.getValue().calls(from))
                    .map(Map.Entry::getKey)
                    .findAny()
                    .orElse(null);
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
