package examples.scraper;

import examples.web.Web;
import java.time.Duration;
import java.util.OptionalLong;

/** What a server says of how often it may be asked. */
final class Quota {
    private Quota() {}

    /** How long nobody is to ask it after that answer; zero: it may be asked. */
    static Duration pause(Web.Reply reply) {
        boolean over = number(reply, "X-RateLimit-Remaining").orElse(1) == 0;
        boolean refused = reply.status() == 429 || reply.status() == 403 && reply.header("Retry-After").isPresent();
        if (!over && !refused) {
            return Duration.ZERO;
        }
        long reset = number(reply, "X-RateLimit-Reset").orElse(0) - System.currentTimeMillis() / 1000;
        return Duration.ofSeconds(number(reply, "Retry-After").orElse(Math.max(1, reset)));
    }

    private static OptionalLong number(Web.Reply reply, String header) {
        return reply.header(header).filter(value -> value.matches("\\d{1,18}")).stream().mapToLong(Long::parseLong).findFirst();
    }
}
