package io.drover.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.drover.pool.RemoteTaskException;
import io.drover.pool.TaskFuture;
import io.drover.pool.WorkerLostException;
import io.drover.pool.WorkerPool;
import io.drover.remote.RemoteCallable;
import io.drover.remote.RemoteFunction;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.PrintStream;
import java.io.Serializable;
import java.lang.reflect.Field;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Pools that are given what cannot be done, and calls that end their worker. */
class PoolFaultsIT extends InPoolSandbox {

    /** Nothing about it works. */
    private static final class Silent extends Exception {
        private static final long serialVersionUID = 1L;

        @Override
        public String getMessage() {
            throw new IllegalStateException("no message");
        }
    }

    /** Can be sent, but not received. */
    private static final class OneWay extends Exception {
        private static final long serialVersionUID = 1L;

        private void readObject(ObjectInputStream in) {
            throw new AssertionError("not here");
        }
    }

    private static final class Unsent extends Exception {
        private static final long serialVersionUID = 1L;

        private void writeObject(ObjectOutputStream out) {
            throw new AssertionError("not there");
        }
    }

    private static RemoteTaskException thrownBy(Future<?> future) {
        return assertInstanceOf(RemoteTaskException.class, failureOf(future));
    }

    private static <T> RemoteCallable<T> throwing(RemoteCallable<Exception> failure) {
        return () -> {
            throw failure.call();
        };
    }

    @Test
    void whatCannotTravelHasItsOutcome() throws Exception {
        try (WorkerPool pool = builder().build(); URLClassLoader elsewhere = elsewhere()) {
            RemoteTaskException silent = thrownBy(pool.submit(throwing(Silent::new)));
            assertEquals(Silent.class.getName() + ": getMessage() threw java.lang.IllegalStateException", silent.className() + ": " + silent.remoteMessage());
            assertInstanceOf(Silent.class, silent.getCause());
            assertNull(thrownBy(pool.submit(throwing(OneWay::new))).getCause());
            assertNull(thrownBy(pool.submit(throwing(Unsent::new))).getCause());

            assertNull(pool.submit(() -> null).get());
            Throwable unread = assertInstanceOf(IOException.class, failureOf(pool.submit(OneWay::new)));
            assertTrue(unread.getMessage().endsWith(" cannot be read here: java.lang.AssertionError: not here"), unread.getMessage());

            @SuppressWarnings("unchecked")
            RemoteCallable<Integer> foreign =
                    (RemoteCallable<Integer>) elsewhere.loadClass("Foreign").getConstructor().newInstance();
            assertEquals("the worker cannot load Foreign: is it on its class path?", failureOf(pool.submit(foreign)).getMessage());
            // The workers have stayed the same.
            assertEquals(1, pool.submit(() -> 1).get());
        }
    }

    /** Knows classes that no worker does. */
    private URLClassLoader elsewhere() throws IOException {
        Path source = sandbox.file(
                "Foreign.java",
                """
                public class Foreign implements io.drover.remote.RemoteCallable<Integer> {
                    public Integer call() { return 1; }
                }
                """);
        Path classes = Files.createDirectory(sandbox.path("foreign"));
        TaskJar.compile(List.of(source), classes);
        return new URLClassLoader(new URL[] {classes.toUri().toURL()}, getClass().getClassLoader());
    }

    /** What it counts to, and then that. */
    private static Iterable<Object> valuesAndThen(int count, Object last) {
        return () -> new Iterator<>() {
            private int next;

            @Override
            public boolean hasNext() {
                return next <= count;
            }

            @Override
            public Object next() {
                if (next++ < count) {
                    return next;
                }
                if (last == null) {
                    throw new NoSuchElementException("broken off");
                }
                return last;
            }
        };
    }

    private static RuntimeException failureAfter(int count, Stream<Object> results) {
        List<Object> good = new ArrayList<>();
        RuntimeException failure = assertThrows(RuntimeException.class, () -> results.forEach(good::add));
        assertEquals(IntStream.rangeClosed(1, count).boxed().toList(), good);
        return failure;
    }

    @Test
    void aStreamThatBreaksOffGivesWhatCameBefore() throws Exception {
        try (WorkerPool pool = builder().build()) {
            RemoteFunction<Object, Object> same = x -> x;
            assertEquals("broken off", failureAfter(5000, pool.map(same, valuesAndThen(5000, null))).getMessage());
            assertEquals(
                    "cannot send a value: it has a java.lang.Object, which is not serializable",
                    failureAfter(5000, pool.map(same, valuesAndThen(5000, new Object()))).getMessage());

            String file = sandbox.path("computed").toString();
            Stream<Object> unread = pool.map(x -> Files.createFile(Path.of(file)).toString(), List.of(1, 2, 3));
            Stream<Integer> half = pool.map(x -> {
                if (x == 100) {
                    Thread.sleep(Long.MAX_VALUE);
                }
                return x;
            }, Stream.iterate(1, x -> x + 1));
            Iterator<Integer> some = half.iterator();
            assertEquals(1, some.next());
            half.close();
            assertEquals(1, pool.submit(() -> 1).get());
            assertFalse(Files.exists(Path.of(file)));
            unread.close();
        }
    }

    @Test
    void aValueThatCrashesFailsAlone() {
        List<Integer> values = IntStream.range(0, 2000).boxed().toList();
        RemoteFunction<Integer, Integer> picky = x -> {
            switch (x) {
                case 1500 -> Runtime.getRuntime().halt(9);
                case 1700 -> throw new StackOverflowError();
                default -> { }
            }
            return x;
        };
        try (WorkerPool pool = builder().poisonLimit(1).build()) {
            var results = pool.map(picky, values).spliterator();
            List<Integer> good = new ArrayList<>();
            List<Throwable> bad = new ArrayList<>();
            boolean more = true;
            while (more) {
                try {
                    more = results.tryAdvance(good::add);
                } catch (CompletionException e) {
                    bad.add(e.getCause());
                }
            }
            assertEquals(values.stream().filter(x -> x != 1500 && x != 1700).toList(), good);
            assertEquals(2, bad.size());
            assertInstanceOf(WorkerLostException.class, bad.get(0));
            assertInstanceOf(StackOverflowError.class, bad.get(1));
            assertTrue(pool.stats().counts().workersLost() <= 2, "once with others, once by itself");
        }
    }

    @Test
    void whatUsersDoWithFuturesHarmsNobody() throws Exception {
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        PrintStream picky = new PrintStream(printed) {
            @Override
            public void print(String text) {
                if (text.startsWith("no")) {
                    throw new IllegalStateException("not that");
                }
                super.print(text);
            }
        };
        try (WorkerPool pool = builder().output(picky).build()) {
            CompletableFuture<Void> thrown = pool.submit(() -> 1).thenAccept(one -> {
                throw new IllegalStateException("by a callback");
            });
            TaskFuture<Void> unprinted = pool.submit(() -> System.out.print("no"));
            TaskFuture<Void> much = pool.submit(() -> {
                byte[] part = "0123456789".repeat(100_000).getBytes(StandardCharsets.US_ASCII);
                for (int i = 0; i < 100; i++) {
                    System.out.write(part, 0, part.length);
                }
            });
            assertEquals("by a callback", failureOf(thrown).getMessage());
            assertNull(unprinted.get());
            assertNull(much.get());
        }
        assertEquals(
                "drover: the task has printed " + (100_000_000 - (1 << 20)) + " bytes more, which are not kept\n",
                printed.toString(StandardCharsets.UTF_8).substring((1 << 20) + 1));
    }

    /** Ends the worker that it is called in, or at least its use. */
    private enum Crash {
        HALT("exit 3") {
            @Override
            void now() {
                Runtime.getRuntime().halt(3);
            }
        },
        EXIT("exit 4") {
            @Override
            void now() {
                System.exit(4);
            }
        },
        KILL("SIGKILL") {
            @Override
            void now() throws Exception {
                new ProcessBuilder("kill", "-9", "" + ProcessHandle.current().pid()).start().waitFor();
            }
        },
        WILD_WRITE("SIGSEGV") {
            @Override
            void now() throws Exception {
                Class<?> type = Class.forName("sun.misc.Unsafe");
                Field unsafe = type.getDeclaredField("theUnsafe");
                unsafe.setAccessible(true);
                type.getMethod("putAddress", long.class, long.class).invoke(unsafe.get(null), 0L, 0L);
            }
        },
        MEMORY("OutOfMemoryError") {
            @Override
            void now() {
                List<byte[]> all = new ArrayList<>();
                while (true) {
                    all.add(new byte[1 << 20]);
                }
            }
        };

        final String reason;

        Crash(String reason) {
            this.reason = reason;
        }

        abstract void now() throws Exception;
    }

    /** One kind after the other. */
    private static final int CRASHES = Integer.getInteger("drover.it.crashes", Crash.values().length);

    private static int recursion(int depth) {
        return 1 + recursion(depth + 1);
    }

    @Test
    void crashesCostTheirTasksOfAThousand() throws Exception {
        int every = 1000 / CRASHES;
        try (WorkerPool pool = builder().jvmOptions("-Xmx64m").poisonLimit(1).build()) {
            List<TaskFuture<Integer>> futures = new ArrayList<>();
            for (int i = 0; i < 1000; i++) {
                int number = i;
                futures.add(pool.submit(() -> {
                    if (number % every == 50) {
                        Crash.values()[number / every % Crash.values().length].now();
                    }
                    return number;
                }));
            }
            TaskFuture<Integer> deep = pool.submit(() -> recursion(0));
            for (int i = 0; i < 1000; i++) {
                if (i % every == 50) {
                    WorkerLostException lost = assertInstanceOf(WorkerLostException.class, failureOf(futures.get(i)));
                    String reason = Crash.values()[i / every % Crash.values().length].reason;
                    assertTrue(lost.getMessage().contains(reason), reason + ": " + lost.getMessage());
                } else {
                    assertEquals(i, futures.get(i).get());
                }
            }
            assertInstanceOf(StackOverflowError.class, failureOf(deep));
        }
    }

    @Test
    void aPoolMayBeInAWorkerOfAPool() throws Exception {
        try (WorkerPool pool = builder().workers(1).build()) {
            assertEquals(List.of(2, 3), pool.submit(() -> {
                try (WorkerPool inner = WorkerPool.builder().workers(1).build()) {
                    return new ArrayList<>(inner.map(x -> x + 1, List.of(1, 2)).toList());
                }
            }).get());
            // Nobody is left of one whose worker dies either.
            assertInstanceOf(WorkerLostException.class, failureOf(pool.submit(() -> {
                WorkerPool inner = WorkerPool.builder().workers(1).build();
                inner.submit(() -> 1).get();
                Runtime.getRuntime().halt(1);
                return (Serializable) inner.toString();
            })));
        }
    }
}
