package io.drover.http;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where a server listens. */
public sealed interface HttpAddress {
    /** A port of this machine. */
    record Tcp(InetSocketAddress socket) implements HttpAddress {}

    /** A file, for this user alone. */
    record Unix(Path file) implements HttpAddress {}

    /** A port that systemd listens at. */
    record Systemd() implements HttpAddress {}

    /** Digits are an address or a port; there is no look-up of names, but for the one that is no other machine. */
    Pattern TCP = Pattern.compile("(?:(localhost|[\\d.]+|\\[[0-9a-fA-F:.]+\\]):)?(\\d{1,5})");

    /**
     * What a user has written.
     *
     * @param text "8080", "127.0.0.1:8080", "[::1]:8080", "unix:FILE" or "systemd"
     * @throws IllegalArgumentException where it is none of these; the message is for the user
     */
    static HttpAddress of(String text) {
        if (text.startsWith("unix:") && text.length() > "unix:".length()) {
            return new Unix(Path.of(text.substring("unix:".length())).toAbsolutePath());
        }
        if (text.equals("systemd")) {
            return new Systemd();
        }
        Matcher tcp = TCP.matcher(text);
        if (!tcp.matches() || Integer.parseInt(tcp.group(2)) > 65_535) {
            throw new IllegalArgumentException("a port, ADDRESS:PORT, unix:FILE or systemd, not " + text);
        }
        try {
            boolean loopback = tcp.group(1) == null || tcp.group(1).equals("localhost");
            InetAddress address = InetAddress.getByName(loopback ? "127.0.0.1" : tcp.group(1));
            return new Tcp(new InetSocketAddress(address, Integer.parseInt(tcp.group(2))));
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("an address of this machine, not " + tcp.group(1));
        }
    }
}
