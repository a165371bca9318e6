package zmq;

/**
 * Something that is to be done in the I/O thread of a socket. Whoever closes a channel there that is in its selector does not come between
 * two steps of JeroMQ's poller: it asks whether a key is valid, and then for its events, and where the channel was closed in between by
 * another thread, the I/O thread dies of a {@link java.nio.channels.CancelledKeyException}.
 *
 * <p>In this package, as commands between threads are JeroMQ's own affair: this is a STOP, which it sends to objects of any kind.
 */
public final class Errand extends ZObject {
    private final Runnable work;

    private Errand(SocketBase socket, Runnable work) {
        super(socket);
        this.work = work;
        setTid(chooseIoThread(0).getTid());
    }

    /**
     * Returns at once. Errands are done in the order in which a thread sends them, and before what it asks of the socket later. Any thread.
     *
     * @param socket of a context with one I/O thread, not closed yet
     * @param work which must not block
     */
    public static void send(SocketBase socket, Runnable work) {
        new Errand(socket, work).sendStop();
    }

    @Override
    protected void processStop() {
        work.run();
    }
}
