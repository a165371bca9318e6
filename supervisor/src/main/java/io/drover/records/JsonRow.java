package io.drover.records;

import io.drover.supervisor.output.Captured;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * Writes one JSON object as a row.
 *
 * <p>Confined to one thread.
 */
final class JsonRow {
    private final RowFile out;
    private final JsonText json;
    private final JsonStyle style;
    private boolean first;

    JsonRow(RowFile out, JsonStyle style) {
        this.out = out;
        this.style = style;
        json = new JsonText(out, style);
    }

    JsonRow begin() throws IOException {
        first = true;
        out.write('{');
        out.write(style.inside());
        return this;
    }

    void end() throws IOException {
        out.write(style.inside());
        out.write("}\n");
        out.endRow();
    }

    JsonRow number(String name, long value) throws IOException {
        return raw(name, Long.toString(value));
    }

    /** @param value a number, true, false or null */
    JsonRow raw(String name, String value) throws IOException {
        name(name);
        out.write(value);
        return this;
    }

    /** A time or a duration. */
    JsonRow seconds(String name, long micros) throws IOException {
        return raw(name, Decimals.exactSeconds(micros));
    }

    JsonRow text(String name, String value) throws IOException {
        return value == null ? raw(name, "null") : text(name, value.getBytes(StandardCharsets.UTF_8));
    }

    JsonRow text(String name, byte[] value) throws IOException {
        name(name);
        json.text(value);
        return this;
    }

    /** Left out where there are no stages. */
    JsonRow stage(String name, String value) throws IOException {
        return value.isEmpty() ? this : text(name, value);
    }

    JsonRow texts(String name, byte[][] values) throws IOException {
        name(name);
        json.texts(values);
        return this;
    }

    JsonRow text(String name, Captured output, boolean standardError) throws IOException {
        name(name);
        json.text(output, standardError);
        return this;
    }

    private void name(String name) throws IOException {
        if (!first) {
            out.write(',');
            out.write(style.inside());
        }
        first = false;
        out.write('"');
        out.write(name);
        out.write("\":");
        out.write(style.inside());
    }
}
