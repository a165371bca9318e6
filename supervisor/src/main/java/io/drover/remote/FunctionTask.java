package io.drover.remote;

import io.drover.task.Task;
import io.drover.task.TaskContext;
import io.drover.task.WorkerContext;
import java.io.IOException;
import java.util.Base64;

/**
 * Applies a {@link RemoteFunction} in workers whose tasks are its values: it is in a property of their JVM. Public for those who make
 * instances by name.
 */
public final class FunctionTask implements Task<Object, Object> {
    /** Name of the property. */
    public static final String FUNCTION = "io.drover.remote.function";

    private RemoteFunction<Object, Object> function;

    /** Of one slot. */
    public FunctionTask() {}

    /**
     * What the property has to be.
     *
     * @param function which travels
     * @return it as text
     * @throws IllegalArgumentException if it cannot be sent: names the type that it captures and that is not serializable
     */
    public static String property(RemoteFunction<?, ?> function) {
        return Base64.getEncoder().encodeToString(Parcel.of("the function", out -> out.write(Values.serialized(function))));
    }

    @Override
    @SuppressWarnings("unchecked")
    public void setUp(WorkerContext context) throws IOException, ClassNotFoundException {
        byte[] bytes = Base64.getDecoder().decode(System.getProperty(FUNCTION));
        function = (RemoteFunction<Object, Object>) Values.deserialized(bytes, Values.loader());
    }

    @Override
    public Object run(Object value, TaskContext context) throws Exception {
        return function.apply(value);
    }
}
