package examples.assets;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/** What a page or a style sheet links to. */
final class Links {
    private static final Pattern IN_STYLE = Pattern.compile("url\\(\\s*['\"]?([^'\")]+?)['\"]?\\s*\\)|@import\\s+['\"]([^'\"]+)['\"]");

    private final URI base;
    private final Set<String> found = new LinkedHashSet<>();

    private Links(URI base) {
        this.base = base;
    }

    /** {@return addresses on the same host, without their fragments, in their order; none for what has no links} */
    static Set<String> of(URI address, String type, byte[] body) {
        Links links = new Links(address);
        String text = new String(body, StandardCharsets.UTF_8);
        if (type.startsWith("text/html")) {
            links.page(Jsoup.parse(text));
        } else if (type.startsWith("text/css")) {
            links.style(text);
        }
        links.found.remove(address.toString());
        return links.found;
    }

    private void page(Document page) {
        page.select("[src]").forEach(element -> add(element.attr("src")));
        page.select("a[href], link[href]").forEach(element -> add(element.attr("href")));
        page.select("[srcset]").forEach(this::choices);
        page.select("style").forEach(element -> style(element.data()));
        page.select("[style]").forEach(element -> style(element.attr("style")));
    }

    /** Each is an address, and for which screens. */
    private void choices(Element element) {
        for (String choice : element.attr("srcset").split(",")) {
            add(choice.strip().split("\\s+")[0]);
        }
    }

    private void style(String text) {
        IN_STYLE.matcher(text).results().forEach(link -> add(link.group(1) != null ? link.group(1) : link.group(2)));
    }

    private void add(String link) {
        try {
            URI target = base.resolve(link.strip());
            if ("http".equals(target.getScheme()) || "https".equals(target.getScheme())) {
                if (Objects.equals(target.getAuthority(), base.getAuthority())) {
                    found.add(target.toString().replaceFirst("#.*$", ""));
                }
            }
        } catch (IllegalArgumentException e) {
            // Not an address: a browser would not find it, either.
            return;
        }
    }
}
