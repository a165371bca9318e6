package io.drover.supervisor.transport;

import com.google.protobuf.ByteString;
import io.drover.proto.FromWorker;
import io.drover.proto.ToWorker;
import io.drover.supervisor.core.WorkerKey;
import java.io.IOException;
import java.net.InetAddress;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.IntPredicate;

/** Carries messages between the supervisor loop and its workers, whichever machine these are on. */
public interface Transport extends AutoCloseable {

    /** Where a worker fetches its tasks and leaves its results, what it proves itself with, and where it must call from. */
    record Address(String tasks, String sink, String token, InetAddress source) {}

    /**
     * Opens the way to a new worker process.
     *
     * @param announced whether a connection from a port of its address is that worker's; asked by any thread
     */
    Address open(WorkerKey worker, IntPredicate announced) throws IOException;

    /** The worker is connected both ways; it will not connect again. */
    void linked(WorkerKey worker);

    /**
     * Queues a message; never blocks. Lost if the worker dies, which its exit will tell; false if there is no way to it
     * any more.
     *
     * @param following the payloads that the message announces. They are not copied: nobody may write to them
     */
    boolean send(WorkerKey worker, ToWorker message, List<ByteString> following);

    default boolean send(WorkerKey worker, ToWorker message) {
        return send(worker, message, List.of());
    }

    /** Forgets a worker process and what was queued for it. */
    void close(WorkerKey worker);

    /** Waits for a message, a {@link #wake}, or the end of the time. */
    void await(long timeoutMillis);

    /** Hands over messages that have arrived, at most a fair number of them. */
    void drain(Consumer<FromWorker> handler);

    /** Hands over workers that were linked and have lost a connection: they cannot go on. */
    void drainCutOff(Consumer<WorkerKey> handler);

    /** Why nothing can be carried any more, for the user; null while it can. */
    String failure();

    /** Ends an {@link #await} from any thread. */
    void wake();

    @Override
    void close();
}
