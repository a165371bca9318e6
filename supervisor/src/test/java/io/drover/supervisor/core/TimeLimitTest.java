package io.drover.supervisor.core;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TimeLimitTest {
    private static final long SECOND = 1_000_000_000L;

    @Test
    void aFixedLimitStays() {
        TimeLimit limit = new TimeLimit(5, 0);
        limit.succeeded(SECOND);
        assertEquals(5, limit.nanos());
    }

    @Test
    void thereIsNoneBeforeTheFirstSuccess() {
        TimeLimit limit = new TimeLimit(0, 2);
        assertEquals(0, limit.nanos());
        limit.succeeded(SECOND);
        assertEquals(2 * SECOND, limit.nanos());
    }

    @Test
    void itFollowsTheLowerMedian() {
        TimeLimit limit = new TimeLimit(0, 1.5);
        limit.succeeded(4 * SECOND);
        limit.succeeded(2 * SECOND);
        assertEquals(3 * SECOND, limit.nanos());
        limit.succeeded(100 * SECOND);
        assertEquals(6 * SECOND, limit.nanos());
    }

    @Test
    void shortTasksGetTheTimeThatALoadedMachineTakes() {
        TimeLimit limit = new TimeLimit(0, 2);
        limit.succeeded(1000);
        assertEquals(SECOND / 10, limit.nanos());
    }

    @Test
    void onlyTheLastOnesCount() {
        TimeLimit limit = new TimeLimit(0, 1);
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
                assertEquals(median, limit.nanos());
            }
        }
    }
}
