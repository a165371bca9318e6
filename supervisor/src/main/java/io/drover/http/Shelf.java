package io.drover.http;

import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import org.eclipse.jetty.io.Connection;

/**
 * All connections, no more than there is room for: the one makes place for another that has asked for nothing for the longest time, however
 * many there are that only begin to. Any thread.
 */
final class Shelf implements Connection.Listener {
    private final int most;
    /** Those that nothing is being done for, the one that has waited longest first. */
    private final Set<Connection> idle = new LinkedHashSet<>();
    private int open;

    Shelf(int most) {
        this.most = most;
    }

    @Override
    public void onOpened(Connection connection) {
        add(connection).ifPresent(last -> last.getEndPoint().close());
    }

    private synchronized Optional<Connection> add(Connection connection) {
        idle.add(connection);
        open++;
        Optional<Connection> leaves = open > most ? idle.stream().findFirst() : Optional.empty();
        leaves.ifPresent(idle::remove);
        return leaves;
    }

    @Override
    public synchronized void onClosed(Connection connection) {
        idle.remove(connection);
        open--;
    }

    /** Something is being done for it. */
    synchronized void busy(Connection connection) {
        idle.remove(connection);
    }

    /** It may ask for something else. */
    synchronized void done(Connection connection) {
        if (connection.getEndPoint().isOpen()) {
            idle.add(connection);
        }
    }
}
