package io.drover.pool;

import com.google.protobuf.ByteString;
import io.drover.proto.TaskFailure;
import io.drover.supervisor.core.Outcome;

/** Makes exceptions of failures that have travelled. */
final class RemoteFailures {
    private RemoteFailures() {}

    static RemoteTaskException of(Outcome.Threw threw, ClassLoader loader) {
        return new RemoteTaskException(threw.className(), threw.message(), threw.stack(), cause(threw.object(), loader));
    }

    static RemoteTaskException of(TaskFailure failure, ClassLoader loader) {
        return new RemoteTaskException(
                failure.getClassName(), failure.getMessage(), failure.getStack(), cause(failure.getObject(), loader));
    }

    /** Null where it cannot be had. */
    private static Throwable cause(ByteString object, ClassLoader loader) {
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
        try {
            return throwable.toString();
        } catch (RuntimeException | Error e) {
            return throwable.getClass().getName();
        }
    }
}
