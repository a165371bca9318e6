package io.drover.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Who may ask for what. */
class GuardTest {
    private static final String BEARER = "Bearer 0123456789abcdef";

    private final Guard guard = new Guard(false, new Token("0123456789abcdef"), List.of("localhost", "Etl.example"), false);

    private static int status(Guard guard, String path, String host, String origin, String authorization) {
        return guard.refuses(path, host, origin, authorization).map(Guard.No::status).orElse(200);
    }

    @Test
    void onlyOurNamesAreAnsweredTo() {
        for (String host : new String[] {"localhost", "localhost:80", "127.0.0.1:8080", "[::1]:8080", "192.168.1.7", "ETL.example", "LOCALHOST"}) {
            assertEquals(200, status(guard, "/api/v1/status", host, null, BEARER), host);
        }
        for (String host : new String[] {null, "", "evil.example", "localhost.evil.example", "localhost@evil", "127.0.0.1.evil.example", "localhost:80:80"}) {
            assertEquals(421, status(guard, "/healthz", host, null, BEARER), host);
        }
    }

    @Test
    void onlyOurOwnPageMayAsk() {
        assertEquals(200, status(guard, "/api/v1/stop", "localhost:80", "http://localhost:80", BEARER));
        assertEquals(200, status(guard, "/api/v1/stop", "etl.example", "https://etl.example", BEARER));
        for (String origin : new String[] {"null", "http://evil.example", "http://localhost:81", "localhost:80", ""}) {
            assertEquals(403, status(guard, "/api/v1/stop", "localhost:80", origin, BEARER), origin);
        }
    }

    @Test
    void theTokenIsNeededForAllButHealthAndTheEmptyPage() {
        for (String path : new String[] {"/healthz", "/readyz", "/", "/page.js", "/page.css"}) {
            assertEquals(200, status(guard, path, "localhost", null, null), path);
        }
        for (String path : new String[] {"/metrics", "/api/v1/status", "/healthz/", "/nothing", "//"}) {
            for (String wrong : new String[] {null, "", "Bearer", "Bearer ", "Bearer 0123456789abcdeF", "Basic 0123456789abcdef", "0123456789abcdef"}) {
                assertEquals(401, status(guard, path, "localhost", null, wrong), path + " " + wrong);
            }
            assertEquals(200, status(guard, path, "localhost", null, "bEARER 0123456789abcdef"), path);
        }
        Guard open = new Guard(false, new Token("0123456789abcdef"), List.of("localhost"), true);
        assertEquals(200, status(open, "/metrics", "localhost", null, null));
        assertEquals(401, status(open, "/api/v1/status", "localhost", null, null));
    }

    @Test
    void whoHasARightToTheSocketNeedsNoTokenButAPageDoesNotGetThere() {
        Guard file = new Guard(true, new Token("0123456789abcdef"), List.of(), false);
        assertEquals(200, status(file, "/api/v1/stop", "whatever", null, null));
        assertEquals(403, status(file, "/api/v1/stop", "whatever", "http://evil.example", null));
    }

    @Test
    void addressesAreRead() {
        assertEquals(new HttpAddress.Tcp(new InetSocketAddress("127.0.0.1", 80)), HttpAddress.of("80"));
        assertEquals(new HttpAddress.Tcp(new InetSocketAddress("127.0.0.1", 80)), HttpAddress.of("localhost:80"));
        assertEquals(new HttpAddress.Tcp(new InetSocketAddress("0.0.0.0", 0)), HttpAddress.of("0.0.0.0:0"));
        assertEquals(new HttpAddress.Tcp(new InetSocketAddress("::1", 80)), HttpAddress.of("[::1]:80"));
        assertEquals(new HttpAddress.Unix(Path.of("/run/x")), HttpAddress.of("unix:/run/x"));
        assertEquals(new HttpAddress.Systemd(), HttpAddress.of("systemd"));
        for (String wrong : new String[] {"", "x", "65536", "-1", "example.com:80", "unix:", "1.2.3.4", ":80", "999.1.1.1:80", "::1:80"}) {
            assertThrows(IllegalArgumentException.class, () -> HttpAddress.of(wrong), wrong);
        }
    }
}
