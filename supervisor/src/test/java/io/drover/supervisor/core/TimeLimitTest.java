package io.drover.supervisor.core;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TimeLimitTest {
    private static final long SECOND = 1_000_000_000L;

    @Test
    void aFixedLimitStays() {
        TimeLimit limit = new TimeLimit(false);
        Terms terms = Terms.ONCE.timeout(Duration.ofNanos(5));
        limit.expect(terms);
        limit.succeeded(SECOND);
        assertEquals(5, limit.nanos(terms));
        assertEquals(5, limit.shortestNanos());
    }

    @Test
    void workersSeeToAFixedOneOfCommands() {
        TimeLimit limit = new TimeLimit(true);
        Terms terms = Terms.ONCE.timeout(Duration.ofNanos(5));
        limit.expect(terms);
        assertEquals(0, limit.nanos(terms));
        assertEquals(Long.MAX_VALUE, limit.shortestNanos());
    }

    @Test
    void eachTaskMayHaveItsOwn() {
        TimeLimit limit = new TimeLimit(false);
        Terms fixed = Terms.ONCE.timeout(Duration.ofSeconds(3));
        Terms share = Terms.ONCE.timeoutOfMedian(2);
        limit.expect(Terms.ONCE);
        assertEquals(Long.MAX_VALUE, limit.shortestNanos());
        limit.expect(fixed);
        limit.expect(share);
        assertEquals(3 * SECOND, limit.shortestNanos());
        limit.succeeded(SECOND);
        assertEquals(0, limit.nanos(Terms.ONCE));
        assertEquals(3 * SECOND, limit.nanos(fixed));
        assertEquals(2 * SECOND, limit.nanos(share));
        assertEquals(2 * SECOND, limit.shortestNanos());
    }

    private static TimeLimit ofMedian(double share) {
        TimeLimit limit = new TimeLimit(false);
        limit.expect(Terms.ONCE.timeoutOfMedian(share));
        return limit;
    }

    @Test
    void thereIsNoneBeforeTheFirstSuccess() {
        TimeLimit limit = ofMedian(2);
        assertEquals(0, limit.nanos(Terms.ONCE.timeoutOfMedian(2)));
        limit.succeeded(SECOND);
        assertEquals(2 * SECOND, limit.nanos(Terms.ONCE.timeoutOfMedian(2)));
    }

    @Test
    void itFollowsTheLowerMedian() {
        TimeLimit limit = ofMedian(1.5);
        limit.succeeded(4 * SECOND);
        limit.succeeded(2 * SECOND);
        assertEquals(3 * SECOND, limit.nanos(Terms.ONCE.timeoutOfMedian(1.5)));
        limit.succeeded(100 * SECOND);
        assertEquals(6 * SECOND, limit.nanos(Terms.ONCE.timeoutOfMedian(1.5)));
    }

    @Test
    void shortTasksGetTheTimeThatALoadedMachineTakes() {
        TimeLimit limit = ofMedian(2);
        limit.succeeded(1000);
        assertEquals(SECOND / 10, limit.nanos(Terms.ONCE.timeoutOfMedian(2)));
    }

    @Test
    void onlyTheLastOnesCount() {
        TimeLimit limit = ofMedian(1);
        Random random = new Random(1);
        Deque<Long> last = new ArrayDeque<>();
        for (int i = 0; i < 5000; i++) {
            long nanos = SECOND + random.nextInt(50);
            limit.succeeded(nanos);
            last.add(nanos);
            if (last.size() > 999) {
                last.remove();
            }
            if (i % 100 == 0) {
                long median = last.stream().sorted().skip((last.size() - 1) / 2).findFirst().orElseThrow();
                assertEquals(median, limit.nanos(Terms.ONCE.timeoutOfMedian(1)));
            }
        }
    }
}
