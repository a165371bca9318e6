package io.drover.pool;

import com.google.protobuf.ByteString;
import io.drover.proto.TaskFailure;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.NotSerializableException;
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

    /** What became of one value of many. */
    record Applied(Object result, TaskFailure failure) {}

    private interface Writing {
        void to(DataOutputStream out) throws IOException;
    }

    static byte[] call(Object call) {
        SerializedLambda parts = Lambdas.parts(call);
        return said("the call", out -> {
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
        return said("the input of " + type.getName(), out -> {
            out.writeByte(TASK);
            out.writeUTF(type.getName());
            Values.write(out, input);
        });
    }

    static byte[] function(RemoteFunction<?, ?> function) {
        return said("the function", out -> Values.write(out, function));
    }

    static byte[] each(byte[] function, List<?> values) {
        return said("a value", out -> {
            out.writeByte(EACH);
            out.writeInt(function.length);
            out.write(function);
            out.writeInt(values.size());
            for (Object value : values) {
                Values.write(out, value);
            }
        });
    }

    private static byte[] said(String what, Writing writing) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
        try {
            writing.to(new DataOutputStream(bytes));
        } catch (NotSerializableException e) {
            throw new IllegalArgumentException(
                    "cannot send " + what + ": it has a " + e.getMessage() + ", which is not serializable", e);
        } catch (IOException e) {
            throw new IllegalArgumentException("cannot send " + what + ": " + e.getMessage(), e);
        }
        return bytes.toByteArray();
    }

    static Object answer(ByteString bytes, ClassLoader loader) throws IOException, ClassNotFoundException {
        return Values.read(new DataInputStream(bytes.newInput()), loader);
    }

    static List<Applied> answers(ByteString bytes, ClassLoader loader) throws IOException, ClassNotFoundException {
        DataInputStream in = new DataInputStream(bytes.newInput());
        int count = in.readInt();
        List<Applied> answers = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            if (in.readBoolean() == RETURNED) {
                answers.add(new Applied(Values.read(in, loader), null));
            } else {
                answers.add(new Applied(null, TaskFailure.parseFrom(in.readNBytes(in.readInt()))));
            }
        }
        return answers;
    }
}
