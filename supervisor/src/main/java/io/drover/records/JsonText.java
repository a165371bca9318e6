package io.drover.records;

import io.drover.supervisor.output.ByteSink;
import io.drover.supervisor.output.Captured;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * Writes text as JSON values. What is no UTF-8 becomes {@code {"base64":"..."}}, so that nothing is lost.
 *
 * <p>Confined to one thread.
 */
final class JsonText {
    private static final byte[] QUOTE = {'"'};

    private final ByteSink out;
    private final JsonStyle style;
    /** For the characters that cannot stand for themselves. */
    private final byte[][] escapes;

    JsonText(ByteSink out, JsonStyle style) {
        this.out = out;
        this.style = style;
        escapes = escapes(style.shortEscapes());
    }

    private static byte[][] escapes(boolean shortOnes) {
        byte[][] escapes = new byte['\\' + 1][];
        for (int c = 0; c < ' '; c++) {
            escapes[c] = ascii(String.format("\\u%04x", c));
        }
        if (shortOnes) {
            escapes['\n'] = ascii("\\n");
            escapes['\t'] = ascii("\\t");
            escapes['\r'] = ascii("\\r");
        }
        escapes['"'] = ascii("\\\"");
        escapes['\\'] = ascii("\\\\");
        return escapes;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    void texts(byte[][] values) throws IOException {
        write("[" + style.inside());
        for (int i = 0; i < values.length; i++) {
            if (i > 0) {
                write(",");
            }
            text(values[i]);
        }
        write(style.inside() + "]");
    }

    /** Goes over the output twice, and holds none of it. */
    void text(Captured output, boolean standardError) throws IOException {
        Utf8 check = new Utf8();
        output.writeTo(standardError, check);
        value(check.valid(), sink -> output.writeTo(standardError, sink));
    }

    void text(byte[] text) throws IOException {
        value(Utf8.isValid(text), sink -> sink.write(text, 0, text.length));
    }

    @FunctionalInterface
    private interface Source {
        void writeTo(ByteSink sink) throws IOException;
    }

    private void value(boolean valid, Source source) throws IOException {
        if (valid) {
            out.write(QUOTE, 0, 1);
            source.writeTo(this::escape);
            out.write(QUOTE, 0, 1);
            return;
        }
        write("{\"base64\":\"");
        OutputStream encoder = Base64.getEncoder().wrap(new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                out.write(new byte[] {(byte) b}, 0, 1);
            }

            @Override
            public void write(byte[] bytes, int offset, int length) throws IOException {
                out.write(bytes, offset, length);
            }
        });
        source.writeTo(encoder::write);
        encoder.close();
        write("\"}");
    }

    private void escape(byte[] bytes, int offset, int length) throws IOException {
        int from = offset;
        for (int i = offset; i < offset + length; i++) {
            byte b = bytes[i];
            if (b == '"' || b == '\\' || b >= 0 && b < ' ') {
                out.write(bytes, from, i - from);
                byte[] escaped = escapes[b];
                out.write(escaped, 0, escaped.length);
                from = i + 1;
            }
        }
        out.write(bytes, from, offset + length - from);
    }

    private void write(String ascii) throws IOException {
        byte[] bytes = ascii(ascii);
        out.write(bytes, 0, bytes.length);
    }
}
