package io.drover.pool;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.drover.remote.RemoteCallable;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.NotSerializableException;
import java.lang.invoke.SerializedLambda;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class LambdasTest {
    private final Lambdas lambdas = new Lambdas(LambdasTest.class.getClassLoader());

    private static byte[] written(Object lambda) throws IOException {
        SerializedLambda parts = Lambdas.parts(lambda);
        assertNotNull(parts);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Lambdas.write(new DataOutputStream(bytes), lambda, parts);
        return bytes.toByteArray();
    }

    @SuppressWarnings("unchecked")
    private <T> RemoteCallable<T> sent(RemoteCallable<T> lambda) throws Exception {
        return (RemoteCallable<T>) lambdas.read(new DataInputStream(new ByteArrayInputStream(written(lambda))));
    }

    private static RemoteCallable<String> of(int number, String text, Duration time) {
        return () -> number + text + time;
    }

    @Test
    void eachHasWhatItHasCaptured() throws Exception {
        assertEquals("1aPT1S", sent(of(1, "a", Duration.ofSeconds(1))).call());
        assertEquals("2bPT2S", sent(of(2, "b", Duration.ofSeconds(2))).call());
        assertEquals("3nullnull", sent(of(3, null, null)).call());
        String text = "abc";
        assertEquals(3, sent(text::length).call());
        RemoteCallable<String> inner = of(4, "", null);
        assertEquals("4null!", sent(() -> inner.call() + "!").call());
    }

    @Test
    void whatIsNoLambdaIsNotTakenApart() {
        assertNull(Lambdas.parts(new RemoteCallable<String>() {
            private static final long serialVersionUID = 1L;

            @Override
            public String call() {
                return "";
            }
        }));
        assertNull(Lambdas.parts("text"));
        Runnable unserializable = () -> { };
        assertNull(Lambdas.parts(unserializable));
    }

    @Test
    void whatCannotBeSentIsNamed() {
        Thread thread = new Thread();
        RemoteCallable<String> lambda = thread::getName;
        assertEquals("java.lang.Thread", assertThrows(NotSerializableException.class, () -> written(lambda)).getMessage());
    }
}
