package io.drover.http;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Says who may ask for what. Other users of the machine reach a port as well as we do, so all must know the token. A page of somebody else
 * that runs in a browser here must not ask with it, nor make its own name one for our address. Any thread.
 */
final class Guard {
    private static final Set<String> OPEN = Set.of("/healthz", "/readyz");
    private static final Pattern HOST = Pattern.compile("([\\w.-]+|\\[[0-9a-f:.]+\\])(:\\d{1,5})?");

    private final boolean trusted;
    private final Token token;
    private final Set<String> names;
    private final boolean openMetrics;

    /** @param trusted whoever can connect may ask for all: they have the right to the file */
    Guard(boolean trusted, Token token, List<String> names, boolean openMetrics) {
        this.trusted = trusted;
        this.token = token;
        this.names = Set.copyOf(names.stream().map(name -> name.toLowerCase(Locale.ROOT)).toList());
        this.openMetrics = openMetrics;
    }

    /**
     * Which names a server has by itself.
     *
     * @param address it listens there
     */
    static List<String> namesOf(InetAddress address) {
        try {
            return address.isLoopbackAddress() ? List.of("localhost") : List.of("localhost", InetAddress.getLocalHost().getHostName());
        } catch (UnknownHostException e) {
            return List.of("localhost");
        }
    }

    /** An answer that is no. */
    record No(int status, String why) {}

    /**
     * Empty where it may be answered.
     *
     * @param path without a query
     * @param host as it is in the header; null: there is none
     * @param origin of the page that asks; null: none does
     * @param authorization the header; null: there is none
     */
    Optional<No> refuses(String path, String host, String origin, String authorization) {
        if (!trusted && !isOurs(host)) {
            return Optional.of(new No(421, host == null
                    ? "Host is to say who is meant"
                    : "this is not " + host + "; for another name there is --http-host"));
        }
        if (origin != null && !origin.equalsIgnoreCase("http://" + host) && !origin.equalsIgnoreCase("https://" + host)) {
            return Optional.of(new No(403, "pages of " + origin + " have no business here"));
        }
        if (!trusted && !isOpen(path) && !token.isIn(authorization)) {
            return Optional.of(new No(401, "a token is needed; drover status says where it is"));
        }
        return Optional.empty();
    }

    /** The page itself has nothing in it that is not in the jar. */
    private boolean isOpen(String path) {
        return OPEN.contains(path) || path.equals("/") || Resources.BESIDE.contains(path.substring(1)) || openMetrics && path.equals("/metrics");
    }

    /** An address has nobody's name, so nobody can have made it one for us. */
    private boolean isOurs(String host) {
        Matcher parts = HOST.matcher(host == null ? "" : host.toLowerCase(Locale.ROOT));
        return parts.matches() && (parts.group(1).startsWith("[") || parts.group(1).matches("[\\d.]+") || names.contains(parts.group(1)));
    }
}
