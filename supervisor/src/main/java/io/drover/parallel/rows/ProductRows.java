package io.drover.parallel.rows;

import io.drover.parallel.text.Bytes;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Each row of the outer source with each combination of the inner ones; the last source varies fastest.
 *
 * <p>The outer source is streamed, the inner ones are held in memory: they are needed again and again.
 */
public final class ProductRows implements Rows {
    private final Rows outer;
    private final List<Rows> inner;
    private List<List<byte[][]>> held;
    private int[] position;
    private byte[][] current;

    /** @param inner the other sources, outermost first */
    public ProductRows(Rows outer, List<Rows> inner) {
        this.outer = outer;
        this.inner = inner;
    }

    @Override
    public byte[][] next() throws IOException {
        if (held == null) {
            start();
        } else if (!advance()) {
            current = outer.next();
        }
        if (current == null) {
            return null;
        }
        byte[][] row = current;
        for (int i = 0; i < position.length; i++) {
            row = Rows.concat(row, held.get(i).get(position[i]));
        }
        return row;
    }

    @Override
    public boolean ready() throws IOException {
        return current != null && (!isLast() || outer.ready());
    }

    @Override
    public long count() throws IOException {
        long product = outer.count();
        boolean any = product > 0;
        product = Math.max(1, product);
        for (Rows rows : inner) {
            long count = rows.count();
            any |= count > 0;
            product *= Math.max(1, count);
        }
        return any ? product : 0;
    }

    @Override
    public void close() throws IOException {
        outer.close();
        for (Rows rows : inner) {
            rows.close();
        }
    }

    /** A source without any row counts as one empty value, unless all of them are without. */
    private void start() throws IOException {
        held = new ArrayList<>();
        boolean any = false;
        for (Rows rows : inner) {
            List<byte[][]> all = rows.readAll();
            any |= !all.isEmpty();
            held.add(all.isEmpty() ? List.<byte[][]>of(new byte[][] {Bytes.EMPTY}) : all);
        }
        position = new int[held.size()];
        current = outer.next();
        if (current == null && any) {
            current = new byte[][] {Bytes.EMPTY};
        }
    }

    private boolean isLast() {
        for (int i = 0; i < position.length; i++) {
            if (position[i] < held.get(i).size() - 1) {
                return false;
            }
        }
        return true;
    }

    private boolean advance() {
        for (int i = position.length - 1; i >= 0; i--) {
            if (++position[i] < held.get(i).size()) {
                return true;
            }
            position[i] = 0;
        }
        return false;
    }
}
