package io.drover.cli.jobs;

import io.drover.serve.process.Check;
import io.drover.serve.process.Rules;
import java.net.URI;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** A table [process.health]. */
final class HealthTable {
    private static final int MOST = 1000;
    private static final int MOST_PORT = 65_535;

    private HealthTable() {}

    /** Null where there is no check in it. */
    static Rules.Health read(Keys keys) {
        Check command = keys.text("command").map(Check.Command::new).orElse(null);
        Check http = keys.text("http").map(url -> http(keys, url)).orElse(null);
        Check tcp = keys.text("tcp").map(address -> tcp(keys, address)).orElse(null);
        Rules.Health health = new Rules.Health(
                null,
                keys.time("interval", "10", false),
                keys.time("timeout", "5", false),
                keys.number("failures", 1, MOST).orElse(3),
                keys.time("start", "60", false));
        keys.end();
        List<Check> checks = Stream.of(command, http, tcp).filter(Objects::nonNull).toList();
        if (Stream.of("command", "http", "tcp").filter(keys::has).count() != 1) {
            keys.fault("command", "a health check has one of command, http and tcp");
        }
        return checks.isEmpty()
                ? null
                : new Rules.Health(checks.get(0), health.interval(), health.timeout(), health.failures(), health.start());
    }

    private static Check http(Keys keys, String url) {
        Check.Http check = new Check.Http(url);
        try {
            URI uri = ((Check.Http) check.of(1)).uri();
            if (uri.getHost() != null && ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))) {
                return check;
            }
        } catch (IllegalArgumentException e) {
            // As any other that is none.
        }
        keys.fault("http", "http wants a URL such as \"http://localhost:8000/health\", not " + url);
        return null;
    }

    private static Check tcp(Keys keys, String address) {
        Check.Tcp check = new Check.Tcp(address);
        String filled = ((Check.Tcp) check.of(1)).address();
        if (filled.matches("(\\S*:)\\d{1,5}")) {
            int port = ((Check.Tcp) check.of(1)).port();
            if (port > 0 && port <= MOST_PORT) {
                return check;
            }
        }
        keys.fault("tcp", "tcp wants an address such as \"localhost:8000\", not " + address);
        return null;
    }
}
