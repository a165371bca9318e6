package io.drover.http;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** What there is to be asked for. */
final class Routes {
    /** Does it. */
    @FunctionalInterface
    interface Action {
        Answer answer(Asked asked) throws Refusal;
    }

    /** @param path words between slashes; one in braces stands for any */
    record Route(String method, String path, Action action) {

        /** What the words in braces are; empty where it is another path. */
        private Optional<Map<String, String>> match(String other) {
            String[] mine = path.split("/", -1);
            String[] its = other.split("/", -1);
            Map<String, String> found = new HashMap<>();
            for (int i = 0; i < mine.length; i++) {
                if (mine.length != its.length || !mine[i].startsWith("{") && !mine[i].equals(its[i])) {
                    return Optional.empty();
                }
                if (mine[i].startsWith("{")) {
                    found.put(mine[i].substring(1, mine[i].length() - 1), its[i]);
                }
            }
            return Optional.of(found);
        }
    }

    /** One, and what the words in braces are. */
    record Found(Action action, Map<String, String> path) {}

    private final List<Route> routes = new ArrayList<>();

    Routes add(String method, String path, Action action) {
        routes.add(new Route(method, path, action));
        return this;
    }

    List<Route> all() {
        return routes;
    }

    /** @throws Refusal where there is nothing, or not that */
    Found find(String method, String path) throws Refusal {
        List<Route> there = routes.stream().filter(route -> route.match(path).isPresent()).toList();
        if (there.isEmpty()) {
            throw new Refusal(404, "there is nothing at " + path);
        }
        for (Route route : there) {
            if (route.method().equals(method) || method.equals("HEAD") && route.method().equals("GET")) {
                return new Found(route.action(), route.match(path).orElseThrow());
            }
        }
        throw new Refusal(405, path + " takes " + there.stream().map(Route::method).collect(Collectors.joining(", ")) + ", not " + method);
    }
}
