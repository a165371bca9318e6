package io.drover.parallel.blocks;

import io.drover.parallel.text.Bytes;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;

/** A stream without its lines of nothing but white space; such an end that is no line is left. */
public final class WithoutBlankLines extends InputStream {
    private final InputStream in;
    private final byte[] read = new byte[64 * 1024];
    /** White space at the beginning of a line that may turn out to be blank. */
    private final ByteArrayOutputStream space = new ByteArrayOutputStream();
    private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
    private byte[] ready = Bytes.EMPTY;
    private int position;
    private boolean lineBegins = true;

    public WithoutBlankLines(InputStream in) {
        this.in = in;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        while (position == ready.length) {
            int count = in.read(read);
            if (count < 0 && space.size() == 0) {
                return -1;
            }
            position = 0;
            ready = count < 0 ? end() : filtered(count);
        }
        int count = Math.min(length, ready.length - position);
        System.arraycopy(ready, position, bytes, offset, count);
        position += count;
        return count;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }

    private byte[] filtered(int count) {
        kept.reset();
        for (int i = 0; i < count; i++) {
            byte b = read[i];
            if (!lineBegins) {
                kept.write(b);
                lineBegins = b == '\n';
            } else if (b == '\n') {
                space.reset();
            } else if (Bytes.isSpace(b)) {
                space.write(b);
            } else {
                kept.writeBytes(end());
                kept.write(b);
                lineBegins = false;
            }
        }
        return kept.toByteArray();
    }

    private byte[] end() {
        byte[] held = space.toByteArray();
        space.reset();
        return held;
    }
}
