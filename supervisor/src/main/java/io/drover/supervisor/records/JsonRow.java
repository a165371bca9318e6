package io.drover.supervisor.records;

import io.drover.supervisor.output.ByteSink;
import io.drover.supervisor.output.Captured;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * Writes one JSON object as a row. Text that is no UTF-8 becomes {@code {"base64":"..."}}, so that nothing is lost.
 *
 * <p>Confined to one thread.
 */
final class JsonRow {
    private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

    private final RowFile out;
    private boolean first;

    JsonRow(RowFile out) {
        this.out = out;
    }

    JsonRow begin() throws IOException {
        first = true;
        out.write('{');
        return this;
    }

    void end() throws IOException {
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
        value(value);
        return this;
    }

    JsonRow texts(String name, byte[][] values) throws IOException {
        name(name);
        out.write('[');
        for (int i = 0; i < values.length; i++) {
            if (i > 0) {
                out.write(',');
            }
            value(values[i]);
        }
        out.write(']');
        return this;
    }

    /** Goes over the output twice, and holds none of it. */
    JsonRow text(String name, Captured output, boolean standardError) throws IOException {
        name(name);
        Utf8 check = new Utf8();
        output.writeTo(standardError, check);
        value(check.valid(), sink -> output.writeTo(standardError, sink));
        return this;
    }

    private void name(String name) throws IOException {
        if (!first) {
            out.write(',');
        }
        first = false;
        out.write('"');
        out.write(name);
        out.write("\":");
    }

    private void value(byte[] text) throws IOException {
        value(Utf8.isValid(text), sink -> sink.write(text, 0, text.length));
    }

    @FunctionalInterface
    private interface Source {
        void writeTo(ByteSink sink) throws IOException;
    }

    private void value(boolean valid, Source source) throws IOException {
        if (valid) {
            out.write('"');
            source.writeTo(this::escape);
            out.write('"');
            return;
        }
        out.write("{\"base64\":\"");
        OutputStream encoder = Base64.getEncoder().wrap(new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                out.write((char) b);
            }

            @Override
            public void write(byte[] bytes, int offset, int length) throws IOException {
                out.write(bytes, offset, length);
            }
        });
        source.writeTo(encoder::write);
        encoder.close();
        out.write("\"}");
    }

    private void escape(byte[] bytes, int offset, int length) throws IOException {
        int from = offset;
        for (int i = offset; i < offset + length; i++) {
            byte b = bytes[i];
            if (b == '"' || b == '\\' || b >= 0 && b < ' ') {
                out.write(bytes, from, i - from);
                escape(b);
                from = i + 1;
            }
        }
        out.write(bytes, from, offset + length - from);
    }

    private void escape(byte b) throws IOException {
        switch (b) {
            case '\n' -> out.write("\\n");
            case '\t' -> out.write("\\t");
            case '\r' -> out.write("\\r");
            case '"' -> out.write("\\\"");
            case '\\' -> out.write("\\\\");
            default -> {
                out.write("\\u00");
                out.write((char) HEX[b >> 4]);
                out.write((char) HEX[b & 15]);
            }
        }
    }
}
