package io.drover.it;

import java.util.List;
import java.util.stream.StreamSupport;
import org.json.JSONArray;
import org.json.JSONObject;

/** Holds values against the part of JSON Schema that our description uses. */
final class JsonSchema {
    private final JSONObject description;

    JsonSchema(JSONObject description) {
        this.description = description;
    }

    /** @throws AssertionError where it does not fit */
    void check(Object value, JSONObject schema, String where) {
        if (schema.has("$ref")) {
            check(value, (JSONObject) description.query(schema.getString("$ref").substring(1)), where);
            return;
        }
        if (schema.has("type")) {
            Object type = schema.get("type");
            List<Object> types = type instanceof JSONArray many ? many.toList() : List.of(type);
            claim(types.stream().anyMatch(one -> is(value, (String) one)), value + " at " + where + " is not " + types);
        }
        claim(!schema.has("enum") || schema.getJSONArray("enum").toList().contains(value), value + " at " + where + " is none of " + schema.opt("enum"));
        if (value instanceof JSONObject object) {
            checkMembers(object, schema, where);
        }
        if (value instanceof JSONArray array && schema.has("items")) {
            StreamSupport.stream(array.spliterator(), false).forEach(element -> check(element, schema.getJSONObject("items"), where + "[]"));
        }
    }

    private void checkMembers(JSONObject object, JSONObject schema, String where) {
        JSONObject known = schema.optJSONObject("properties", new JSONObject());
        schema.optJSONArray("required", new JSONArray()).forEach(name -> claim(object.has((String) name), where + " has no " + name));
        Object others = schema.opt("additionalProperties");
        for (String name : object.keySet()) {
            if (known.has(name)) {
                check(object.get(name), known.getJSONObject(name), where + "." + name);
            } else if (others instanceof JSONObject each) {
                check(object.get(name), each, where + "." + name);
            } else {
                claim(!Boolean.FALSE.equals(others), where + " has " + name + ", of which the description knows nothing");
            }
        }
    }

    private static boolean is(Object value, String type) {
        return switch (type) {
            case "null" -> JSONObject.NULL.equals(value);
            case "string" -> value instanceof String;
            case "boolean" -> value instanceof Boolean;
            case "integer" -> value instanceof Integer || value instanceof Long;
            case "number" -> value instanceof Number;
            case "array" -> value instanceof JSONArray;
            case "object" -> value instanceof JSONObject;
            default -> throw new AssertionError(type);
        };
    }

    private static void claim(boolean right, String otherwise) {
        if (!right) {
            throw new AssertionError(otherwise);
        }
    }
}
