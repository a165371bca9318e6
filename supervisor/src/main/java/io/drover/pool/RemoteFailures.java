package io.drover.pool;

import com.google.protobuf.ByteString;
import io.drover.proto.TaskFailure;
import io.drover.remote.Values;
import io.drover.supervisor.core.Outcome;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;

/** Makes exceptions of failures that have travelled: themselves, or what tells of them. */
final class RemoteFailures {
    private RemoteFailures() {}

    static Throwable of(Outcome.Threw threw, ClassLoader loader) {
        Throwable itself = itself(threw.object(), loader);
        return usable(itself) ? itself : new RemoteTaskException(threw.className(), threw.message(), threw.stack(), itself);
    }

    static Throwable of(TaskFailure failure, ClassLoader loader) {
        return of(new Outcome.Threw(failure.getClassName(), failure.getMessage(), failure.getStack(), failure.getObject()), loader);
    }

    /** To a {@link java.util.concurrent.CompletableFuture} some mean something else than that a task has failed. */
    private static boolean usable(Throwable itself) {
        return itself != null
                && !(itself instanceof CancellationException)
                && !(itself instanceof CompletionException)
                && speaks(itself);
    }

    /** Whoever wraps an exception asks it what it says. */
    private static boolean speaks(Throwable throwable) {
        try {
            throwable.toString();
            return true;
        } catch (RuntimeException | Error e) {
            return false;
        }
    }

    /** Null where it cannot be had. */
    private static Throwable itself(ByteString object, ClassLoader loader) {
        if (object.isEmpty()) {
            return null;
        }
        try {
            return Values.deserialized(object.toByteArray(), loader) instanceof Throwable found ? found : null;
        } catch (Exception | Error e) {
            // Its own readObject may throw anything.
            return null;
        }
    }

    /** What a throwable says of itself; the user's own may throw when it is asked. */
    static String said(Throwable throwable) {
        return speaks(throwable) ? throwable.toString() : throwable.getClass().getName();
    }
}
