package io.drover.pool;

import io.drover.remote.Parcel;
import io.drover.remote.RemoteFunction;
import io.drover.remote.Values;
import io.drover.task.Task;
import io.drover.task.TaskContext;
import io.drover.task.WorkerContext;
import io.drover.worker.tasks.Failures;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;

/**
 * Makes the calls of a {@link WorkerPool} in its workers, in the thread of their slot. Nobody else has use for it; public for those
 * who make instances by name.
 */
public final class CallTask implements Task<byte[], byte[]> {
    /** It has the classes of those who call. */
    private final ClassLoader loader = Values.loader();
    private final Lambdas lambdas = new Lambdas(loader);
    private final Map<String, Task<Object, Object>> tasks = new HashMap<>();
    private final int largest;
    private WorkerContext place;
    private byte[] functionBytes;
    private RemoteFunction<Object, Object> function;

    /** Of one slot. */
    public CallTask() {
        this(Parcel.LARGEST);
    }

    /** @param largest how many bytes an answer may have */
    CallTask(int largest) {
        this.largest = largest;
    }

    @Override
    public void setUp(WorkerContext context) {
        place = context;
    }

    @Override
    public byte[] run(byte[] input, TaskContext context) throws Exception {
        // A call may act on its interrupt, in time of its own: whoever asks for a cancel gets that.
        context.isCancelled();
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(input));
        Parcel bytes = new Parcel(largest);
        DataOutputStream out = new DataOutputStream(bytes);
        switch (in.readByte()) {
            case Calls.CALL -> answer(out, called(read(in)));
            case Calls.LAMBDA -> answer(out, called(loaded(() -> lambdas.read(in))));
            case Calls.TASK -> answer(out, task(in.readUTF()).run(read(in), context));
            case Calls.EACH -> applyToEach(in, out);
            default -> throw new IOException("the pool is of another version than its workers");
        }
        return bytes.toByteArray();
    }

    private static Object called(Object call) throws Exception {
        if (call instanceof Callable<?> callable) {
            return callable.call();
        }
        ((Runnable) call).run();
        return null;
    }

    /** What needs classes of the user. */
    private interface Loading<T> {
        T load() throws IOException, ReflectiveOperationException;
    }

    private static <T> T loaded(Loading<T> loading) throws IOException, ReflectiveOperationException {
        try {
            return loading.load();
        } catch (ClassNotFoundException | NoClassDefFoundError e) {
            throw new IllegalArgumentException("the worker cannot load " + e.getMessage() + ": is it on its class path?", e);
        }
    }

    private Object read(DataInputStream in) throws IOException, ReflectiveOperationException {
        return loaded(() -> Values.read(in, loader));
    }

    private static void answer(DataOutputStream out, Object result) throws IOException {
        Parcel.write("the result", out, to -> Values.write(to, result));
    }

    /** One instance in this slot, as of any task. */
    @SuppressWarnings("unchecked")
    private Task<Object, Object> task(String name) throws Exception {
        Task<Object, Object> known = tasks.get(name);
        if (known == null) {
            known = (Task<Object, Object>) loaded(() -> Class.forName(name, true, loader)).getConstructor().newInstance();
            known.setUp(place);
            tasks.put(name, known);
        }
        return known;
    }

    @SuppressWarnings("unchecked")
    private void applyToEach(DataInputStream in, DataOutputStream out) throws IOException, ReflectiveOperationException {
        byte[] bytes = in.readNBytes(in.readInt());
        if (!Arrays.equals(bytes, functionBytes)) {
            function = (RemoteFunction<Object, Object>) read(new DataInputStream(new ByteArrayInputStream(bytes)));
            functionBytes = bytes;
        }
        int attempts = in.readInt();
        int count = in.readInt();
        out.writeInt(count);
        for (int i = 0; i < count; i++) {
            apply(in, attempts, out);
        }
    }

    /** The failure of a value is its own. */
    private void apply(DataInputStream in, int attempts, DataOutputStream out) throws IOException {
        ByteArrayOutputStream answer = new ByteArrayOutputStream(32);
        try {
            answer(new DataOutputStream(answer), applied(read(in), attempts));
        } catch (Exception e) {
            byte[] failure = Failures.of(e, true).toByteArray();
            out.writeBoolean(Calls.FAILED);
            out.writeInt(failure.length);
            out.write(failure);
            return;
        }
        out.writeBoolean(Calls.RETURNED);
        answer.writeTo(out);
    }

    private Object applied(Object value, int attempts) throws Exception {
        for (int attempt = 1; attempts == 0 || attempt < attempts; attempt++) {
            try {
                return function.apply(value);
            } catch (InterruptedException e) {
                throw e;
            } catch (Exception e) {
                // Once more.
            }
        }
        return function.apply(value);
    }

    @Override
    public void tearDown() throws Exception {
        for (Task<Object, Object> task : tasks.values()) {
            task.tearDown();
        }
    }
}
