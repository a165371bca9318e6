package io.drover.pool;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.drover.remote.RemoteCallable;
import io.drover.task.TaskContext;
import java.io.ByteArrayInputStream;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CallTaskTest {
    /** Of a task that nobody cancels. */
    private static final TaskContext CALM = (TaskContext) Proxy.newProxyInstance(
            CallTaskTest.class.getClassLoader(),
            new Class<?>[] {TaskContext.class},
            (proxy, method, arguments) -> method.getReturnType() == boolean.class ? false : null);

    private static Object answer(CallTask task, byte[] said) throws Exception {
        return Calls.answer(new ByteArrayInputStream(task.run(said, CALM)), CallTaskTest.class.getClassLoader());
    }

    private static RemoteCallable<String> text(int length) {
        return () -> "a".repeat(length);
    }

    private static Object nested(int depth) {
        List<Object> list = new ArrayList<>();
        for (int i = 0; i < depth; i++) {
            List<Object> outer = new ArrayList<>();
            outer.add(list);
            list = outer;
        }
        return list;
    }

    @Test
    void aResultThatIsTooLargeIsNotSent() throws Exception {
        CallTask task = new CallTask(1000);
        assertEquals("a".repeat(990), answer(task, Calls.call(text(990))));
        assertEquals(
                "cannot send the result: it has more than 1000 bytes",
                assertThrows(IllegalArgumentException.class, () -> task.run(Calls.call(text(1000)), CALM)).getMessage());
    }

    @Test
    void whatIsNestedTooDeeplyIsNotSent() {
        Object nested = nested(100_000);
        assertEquals(
                "cannot send a value: it is nested too deeply to be serialized",
                assertThrows(IllegalArgumentException.class, () -> Calls.each(new byte[0], 1, List.of(nested))).getMessage());
        RemoteCallable<Object> call = () -> nested(100_000);
        assertEquals(
                "cannot send the result: it is nested too deeply to be serialized",
                assertThrows(IllegalArgumentException.class, () -> new CallTask().run(Calls.call(call), CALM)).getMessage());
    }
}
