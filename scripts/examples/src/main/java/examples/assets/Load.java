package examples.assets;

import examples.web.Web;
import io.drover.task.Task;
import io.drover.task.TaskContext;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** Loads an asset, and has loaded what it links to. Done again, it writes the same file. */
public final class Load implements Task<String, String> {
    /** The name of the property that says below which directory files go. */
    static final String DIRECTORY = "assets.directory";
    private static final Duration LIMIT = Duration.ofSeconds(10);

    @Override
    public String run(String url, TaskContext context) throws IOException {
        URI address = URI.create(url);
        Web.Reply reply = Web.get(address, LIMIT);
        Path directory = Path.of(System.getProperty(DIRECTORY));
        String name = name(address);
        write(directory.resolve(name), Integer.toHexString(url.hashCode()), reply.body());
        String type = reply.header("Content-Type").orElse("");
        Set<String> links = Links.of(address, type, reply.body());
        links.forEach(link -> context.emit("load", link));
        return new Loaded(url, name, reply.body().length, List.copyOf(links)).toJson();
    }

    /** {@return below host and port; what ends with a slash is a page; no name leads out of the directory} */
    static String name(URI address) {
        String path = Path.of("/", address.getPath()).normalize().toString().substring(1);
        boolean page = path.isEmpty() || address.getPath().endsWith("/");
        String query = address.getRawQuery() == null ? "" : "?" + address.getRawQuery().replace('/', '_');
        return address.getAuthority() + "/" + path + (page ? (path.isEmpty() ? "" : "/") + "index.html" : "") + query;
    }

    /** Whoever is killed leaves no half a file under its name, and what it leaves under another is written over when it is done again. */
    private static void write(Path file, String mark, byte[] content) throws IOException {
        Files.createDirectories(file.getParent());
        Path part = file.resolveSibling("." + mark + ".part");
        Files.write(part, content);
        Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
    }
}
