package io.drover.http;

import org.json.JSONObject;

/** Reads members of JSON objects. What is something else than is wanted is refused, and not made to fit. */
final class Members {
    private Members() {}

    /** False where it is not there. */
    static boolean flag(JSONObject from, String name) {
        return !from.isNull(name) && from.getBoolean(name);
    }

    static int integer(JSONObject from, String name) {
        if (!(from.get(name) instanceof Integer number)) {
            throw new IllegalArgumentException(name + " wants a whole number");
        }
        return number;
    }

    /** Not less than 0. */
    static int count(JSONObject from, String name) {
        int number = integer(from, name);
        if (number < 0) {
            throw new IllegalArgumentException(name + " cannot be less than 0");
        }
        return number;
    }

    /** Of seconds. */
    static long millis(JSONObject from, String name) {
        double seconds = from.getDouble(name);
        if (!(seconds >= 0 && seconds < 1e12)) {
            throw new IllegalArgumentException(name + " wants seconds");
        }
        return Math.round(1000 * seconds);
    }
}
