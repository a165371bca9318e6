package io.drover.http;

import java.nio.file.Path;
import java.util.List;

/**
 * How a server is to be.
 *
 * @param address where it listens
 * @param token the file with what all must know who ask for more than whether it is well; made if it is not there
 * @param hosts names by which it may be asked for, besides addresses and this machine's own
 * @param openMetrics whether metrics are for all who can reach it
 */
public record HttpPlan(HttpAddress address, Path token, List<String> hosts, boolean openMetrics) {
    /** Keeps a copy. */
    public HttpPlan {
        hosts = List.copyOf(hosts);
    }
}
