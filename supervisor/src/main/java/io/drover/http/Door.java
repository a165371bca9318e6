package io.drover.http;

import java.io.IOException;
import java.util.List;
import java.util.OptionalInt;
import org.eclipse.jetty.server.AbstractConnector;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.Server;

/** Where people come in. */
interface Door {
    static Door of(HttpAddress address) {
        if (address instanceof HttpAddress.Unix unix) {
            return new UnixSocket(unix.file());
        }
        return address instanceof HttpAddress.Tcp tcp && !HandedOver.byPredecessor() ? new Port(tcp.socket()) : new HandedOver();
    }

    /** Once. */
    AbstractConnector connector(Server server, ConnectionFactory http) throws IOException;

    /** It is about to be opened. */
    default void prepare() throws IOException {}

    /** It is open. */
    default void opened() throws IOException {}

    /** Where it is, as people write it; after {@link #connector}. */
    String url();

    /** What another process can have to let people in at the same place; empty: nothing can be had. */
    default OptionalInt descriptor() {
        return OptionalInt.empty();
    }

    /** Whether those who come in have shown by that who they are. */
    default boolean trusted() {
        return false;
    }

    /** The names that it has by itself. */
    default List<String> names() {
        return List.of();
    }

    /** @param closing closes it */
    default void close(Runnable closing) {
        closing.run();
    }
}
