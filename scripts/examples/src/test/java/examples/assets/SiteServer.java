package examples.assets;

import com.sun.net.httpserver.HttpExchange;
import examples.web.TestServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A site whose pages link to each other and to images of their own, of which one is broken; slow, so that connections add up. */
final class SiteServer extends TestServer {
    static final int PAGES = 40;
    static final int IMAGES = 5;
    static final String BROKEN = "/images/7-3.png";
    /** A look at connections costs more than an answer: not at each of them. */
    private static final int LOOK = 10;

    private final AtomicInteger looks = new AtomicInteger();
    private volatile int mostConnections;

    SiteServer() throws IOException {}

    /** {@return how many connections there were at a time, at most, whether anything was asked there or not} */
    int mostConnections() {
        return mostConnections;
    }

    @Override
    public void forget() {
        super.forget();
        mostConnections = 0;
    }

    @Override
    protected Answer answer(String path, int visit, HttpExchange exchange) throws IOException, InterruptedException {
        if (looks.incrementAndGet() % LOOK == 0) {
            lookAtConnections(exchange.getLocalAddress().getPort());
        }
        Thread.sleep(5);
        if (path.equals(BROKEN)) {
            return Answer.status(503);
        }
        if (path.startsWith("/images/")) {
            return Answer.of("image/png", new byte[100]);
        }
        if (path.equals("/style.css")) {
            return Answer.of("text/css", "body { background: url(/images/back.png) }");
        }
        int page = path.equals("/index.html") ? 0 : Integer.parseInt(path.replaceFirst("^/page(\\d+).html$", "$1"));
        String images = IntStream.range(0, IMAGES).mapToObj(i -> "<img src=\"images/" + page + "-" + i + ".png\">").collect(Collectors.joining());
        // Each leads to the next ones, and back.
        String links = IntStream.of(2 * page + 1, 2 * page + 2, page / 2).filter(other -> other > 0 && other < PAGES)
                .mapToObj(other -> "<a href=\"page" + other + ".html#top\">").collect(Collectors.joining());
        return Answer.of("text/html", "<link rel=stylesheet href=style.css>" + images + links + "<a href=index.html>");
    }

    /** As the kernel has them. A line may come twice: others come and go while the table is read. */
    private synchronized void lookAtConnections(int port) throws IOException {
        String local = "%04X".formatted(port);
        Set<String> peers = new HashSet<>();
        for (String table : new String[] {"/proc/net/tcp", "/proc/net/tcp6"}) {
            try (Stream<String> lines = Files.lines(Path.of(table))) {
                lines.map(line -> line.strip().split("\\s+"))
                        .filter(fields -> fields[1].endsWith(":" + local) && fields[3].equals("01"))
                        .forEach(fields -> peers.add(fields[2]));
            }
        }
        mostConnections = Math.max(mostConnections, peers.size());
    }
}
