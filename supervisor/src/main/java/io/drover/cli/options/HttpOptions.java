package io.drover.cli.options;

import io.drover.http.HttpAddress;
import io.drover.http.HttpPlan;
import io.drover.parallel.text.RawArguments;
import io.drover.parallel.text.UsageException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** Options about a service's page and its metrics. */
public final class HttpOptions {
    @Option(
            names = "--http",
            paramLabel = "[ADDRESS:]PORT|unix:FILE|systemd",
            description = "Have a page, metrics and an API there; see drover help http. Without ADDRESS only this machine gets to it; a file is"
                    + " for this user alone; systemd: the port of a socket unit. Default: none.")
    private String address;

    @Option(
            names = "--http-token",
            paramLabel = "FILE",
            description = "What all must know who ask by a port is in FILE, and is put there if there is none. Default: that of --store, with"
                    + " .token in place of .db.")
    private String token;

    @Option(
            names = "--http-host",
            paramLabel = "NAME",
            description = "A name by which it may be asked for besides its addresses and localhost, as behind a proxy; may come again.")
    private List<String> hosts = new ArrayList<>();

    @Option(names = "--http-open-metrics", description = "/metrics is for all who can reach it, without the token.")
    private boolean openMetrics;

    /**
     * How the server is to be; null: there is to be none.
     *
     * @param store the token is kept beside it
     */
    public HttpPlan plan(Path store) {
        if (address == null) {
            if (token != null || !hosts.isEmpty() || openMetrics) {
                throw new UsageException("--http-token, --http-host and --http-open-metrics go with --http");
            }
            return null;
        }
        try {
            return new HttpPlan(HttpAddress.of(RawArguments.text(address)), token(store), hosts.stream().map(RawArguments::text).toList(), openMetrics);
        } catch (IllegalArgumentException e) {
            throw new UsageException("--http wants " + e.getMessage());
        }
    }

    private Path token(Path store) {
        if (token != null) {
            return Path.of(RawArguments.text(token)).toAbsolutePath();
        }
        String name = store.getFileName().toString().replaceFirst("\\.db$", "");
        return store.toAbsolutePath().resolveSibling(name + ".token");
    }
}
