package io.drover.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Set;

/** Files that are part of the jar. */
final class Resources {
    /** Files beside the page. */
    static final Set<String> BESIDE = Set.of("page.css", "page.js");

    private Resources() {}

    /** Adds what the page is made of. */
    static void addTo(Routes routes) {
        routes.add("GET", "/", asked -> reply("page.html"));
        BESIDE.forEach(name -> routes.add("GET", "/" + name, asked -> reply(name)));
    }

    static Reply reply(String name) {
        return new Reply(200, type(name), bytes(name));
    }

    private static String type(String name) {
        return switch (name.substring(name.lastIndexOf('.') + 1)) {
            case "html" -> "text/html; charset=utf-8";
            case "css" -> "text/css; charset=utf-8";
            case "js" -> "text/javascript; charset=utf-8";
            case "json" -> "application/json";
            default -> throw new IllegalArgumentException(name);
        };
    }

    static byte[] bytes(String name) {
        try (InputStream in = Resources.class.getResourceAsStream(name)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
