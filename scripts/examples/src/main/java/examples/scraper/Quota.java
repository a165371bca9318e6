package examples.scraper;

import examples.web.Web;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** Keeps all slots of a worker from asking while the server wants nobody to. Any thread. */
final class Quota {
    private static final long LONGEST_SECONDS = 3600;

    private final AtomicLong until = new AtomicLong(System.nanoTime());

    /** Waits until the server may be asked. */
    void await() throws InterruptedException {
        for (long left = until.get() - System.nanoTime(); left > 0; left = until.get() - System.nanoTime()) {
            TimeUnit.NANOSECONDS.sleep(left);
        }
    }

    /**
     * The server has answered.
     *
     * @return whether it has refused to, and is to be asked again later
     */
    boolean refused(Web.Reply reply) {
        boolean over = number(reply, "X-RateLimit-Remaining").orElse(1) == 0;
        boolean refused = reply.status() == 429 || reply.status() == 403 && (over || reply.header("Retry-After").isPresent());
        if (refused || over) {
            pause(reply);
        }
        return refused;
    }

    private void pause(Web.Reply reply) {
        long reset = number(reply, "X-RateLimit-Reset").orElse(0) - System.currentTimeMillis() / 1000;
        long seconds = number(reply, "Retry-After").orElse(Math.max(1, reset));
        long end = System.nanoTime() + Duration.ofSeconds(Math.min(seconds, LONGEST_SECONDS)).toNanos();
        until.updateAndGet(known -> end - known > 0 ? end : known);
    }

    private static OptionalLong number(Web.Reply reply, String header) {
        return reply.header(header).filter(value -> value.matches("\\d{1,18}")).stream().mapToLong(Long::parseLong).findFirst();
    }
}
