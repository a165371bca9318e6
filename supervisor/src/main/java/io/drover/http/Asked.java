package io.drover.http;

import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.json.JSONObject;

/**
 * What somebody asks for who may.
 *
 * @param path what the path has in place of what is in braces in its route
 * @param query what follows ?; null where a name is not there
 * @param body empty where there is none
 */
record Asked(Map<String, String> path, UnaryOperator<String> query, JSONObject body) {

    /** What is in place of what is in braces. */
    String path(String name) {
        return path.get(name);
    }

    /** The body, which has no other members than these. */
    JSONObject body(String... names) {
        for (String name : body.keySet()) {
            if (!List.of(names).contains(name)) {
                throw new IllegalArgumentException("there is no " + name);
            }
        }
        return body;
    }

    /** The task that the path names. */
    long task() throws Refusal {
        return number("task", path("task"));
    }

    /** The worker that the path names. */
    int worker() throws Refusal {
        return (int) Math.min(number("worker", path("worker")), Integer.MAX_VALUE);
    }

    /** A number of the query; 0 where it is not there. */
    long number(String name) throws Refusal {
        String text = query.apply(name);
        return text == null || text.isEmpty() ? 0 : number(name, text);
    }

    /** A text of the query; empty where it is not there. */
    String text(String name) {
        String text = query.apply(name);
        return text == null ? "" : text;
    }

    private static long number(String name, String text) throws Refusal {
        if (!text.matches("\\d{1,18}")) {
            throw new Refusal(400, name + " wants a number, not " + text);
        }
        return Long.parseLong(text);
    }
}
