package io.drover.http;

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

    /** The task that the path names. */
    long task() throws Refusal {
        return number("task", path.get("task"));
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
