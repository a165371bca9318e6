package io.drover.pool;

import io.drover.proto.TaskFailure;
import io.drover.remote.Parcel;
import io.drover.remote.RemoteFunction;
import io.drover.remote.Values;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.invoke.SerializedLambda;
import java.util.ArrayList;
import java.util.List;

/** What is said to a {@link CallTask}, and what it answers. */
final class Calls {
    /** A call by itself; the answer is its result. */
    static final int CALL = 1;
    /** The name of a task class and its input; the answer is its result. */
    static final int TASK = 2;
    /** A function, and the values that it is applied to; the answer is a list of {@link Applied}. */
    static final int EACH = 3;

    /** As a call, taken apart by {@link Lambdas}. */
    static final int LAMBDA = 4;

    static final boolean FAILED = false;
    static final boolean RETURNED = true;

    private Calls() {}

    /** What became of one value of many; the failure is null where there is none. */
    record Applied(Object result, Throwable failure) {}

    static byte[] call(Object call) {
        SerializedLambda parts = Lambdas.parts(call);
        return Parcel.of("the call", out -> {
            if (parts == null) {
                out.writeByte(CALL);
                Values.write(out, call);
            } else {
                out.writeByte(LAMBDA);
                Lambdas.write(out, call, parts);
            }
        });
    }

    static byte[] task(Class<?> type, Object input) {
        return Parcel.of("the input of " + type.getName(), out -> {
            out.writeByte(TASK);
            out.writeUTF(type.getName());
            Values.write(out, input);
        });
    }

    static byte[] function(RemoteFunction<?, ?> function) {
        return Parcel.of("the function", out -> Values.write(out, function));
    }

    /** @param attempts how often it is applied to a value for which it throws; 0: until it does not */
    static byte[] each(byte[] function, int attempts, List<?> values) {
        return Parcel.of("a value", out -> {
            out.writeByte(EACH);
            out.writeInt(function.length);
            out.write(function);
            out.writeInt(attempts);
            out.writeInt(values.size());
            for (Object value : values) {
                Values.write(out, value);
            }
        });
    }

    static Object answer(InputStream bytes, ClassLoader loader) throws IOException, ClassNotFoundException {
        return Values.read(new DataInputStream(bytes), loader);
    }

    static List<Applied> answers(InputStream bytes, ClassLoader loader) throws IOException {
        DataInputStream in = new DataInputStream(bytes);
        int count = in.readInt();
        List<Applied> answers = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            answers.add(applied(in, loader));
        }
        return answers;
    }

    private static Applied applied(DataInputStream in, ClassLoader loader) throws IOException {
        if (in.readBoolean() == FAILED) {
            return new Applied(null, RemoteFailures.of(TaskFailure.parseFrom(in.readNBytes(in.readInt())), loader));
        }
        try {
            return new Applied(Values.read(in, loader), null);
        } catch (IOException | ClassNotFoundException | RuntimeException | LinkageError | StackOverflowError e) {
            // Of this value alone: its bytes are read, whatever they are.
            return new Applied(null, unreadable("the result of a value", e));
        }
    }

    /** Of what has come whole, but is nothing here. */
    static IOException unreadable(String what, Throwable cause) {
        return new IOException(what + " cannot be read here: " + RemoteFailures.said(cause), cause);
    }
}
