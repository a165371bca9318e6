package io.drover.pool;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class CompletionsTest {
    @Test
    void whatBlocksForEverIsLeftToItself() throws Exception {
        Completions completions = new Completions("blocked");
        CountDownLatch never = new CountDownLatch(1);
        CompletableFuture<Void> other = new CompletableFuture<>();
        completions.add(() -> await(never));
        completions.add(() -> other.complete(null));
        assertFalse(completions.close(Duration.ofMillis(1)));
        other.get();
        never.countDown();
        assertTrue(completions.close(Duration.ofMinutes(1)));
    }

    @Test
    void whatTakesAMomentIsWaitedFor() throws Exception {
        Completions completions = new Completions("slow");
        CountDownLatch go = new CountDownLatch(1);
        CompletableFuture<Void> slow = new CompletableFuture<>();
        completions.add(() -> {
            await(go);
            slow.complete(null);
        });
        completions.go();
        go.countDown();
        assertTrue(completions.close(Duration.ofMinutes(1)));
        assertTrue(slow.isDone());
    }

    @Test
    void whatWaitsForAnotherThatCameWithItHasItSoon() throws Exception {
        Completions completions = new Completions("together");
        CountDownLatch other = new CountDownLatch(1);
        CompletableFuture<Void> first = new CompletableFuture<>();
        completions.add(() -> {
            await(other);
            first.complete(null);
        });
        completions.add(other::countDown);
        // Once: nobody looks again.
        completions.go();
        first.get();
        assertTrue(completions.close(Duration.ofMinutes(1)));
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
