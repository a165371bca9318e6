package io.drover.parallel.blocks;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** A stream without its first line, which is read when the first byte after it is wanted. */
public final class WithoutFirstLine extends FilterInputStream {
    private boolean skipped;

    public WithoutFirstLine(InputStream in) {
        super(in);
    }

    @Override
    public int read() throws IOException {
        skip();
        return super.read();
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        skip();
        return super.read(bytes, offset, length);
    }

    private void skip() throws IOException {
        // Byte by byte: what follows is for whoever reads the stream after us.
        for (int b = skipped ? -1 : '\r'; b >= 0 && b != '\n'; b = in.read()) {
            skipped = true;
        }
    }
}
