package io.drover.help;

import java.util.Arrays;
import java.util.List;

/**
 * How wide the columns of a table are: as wide as their longest cells where each has room for that. Of the others each gets
 * as much of what is left as it has of the text, so that they are about as high; none is narrower than its longest word.
 */
final class Columns {
    static final int GAP = 2;

    private final int[] natural;
    private final int[] word;
    private final long[] letters;
    private final int[] widths;
    private int left;

    private Columns(List<List<String>> rows, int room) {
        int columns = rows.get(0).size();
        natural = new int[columns];
        word = new int[columns];
        letters = new long[columns];
        widths = new int[columns];
        left = room - GAP * (columns - 1);
        for (int column = 0; column < columns; column++) {
            for (List<String> row : rows) {
                String cell = row.get(column);
                natural[column] = Math.max(natural[column], cell.length());
                letters[column] += cell.length();
                for (String each : cell.split(" ")) {
                    word[column] = Math.max(word[column], each.length());
                }
            }
        }
    }

    /**
     * The width of each column.
     *
     * @param rows the plain text of the cells
     * @param room in characters, gaps included; more than that is taken where words are longer
     */
    static int[] widths(List<List<String>> rows, int room) {
        Columns columns = new Columns(rows, room);
        while (columns.closeOneThatFits() || columns.closeOneWithLongWords()) {
            // Whoever closes takes less, or more, than its share, which changes that of the others.
        }
        columns.shareTheRest();
        return columns.widths;
    }

    private boolean closeOneThatFits() {
        int open = (int) Arrays.stream(widths).filter(width -> width == 0).count();
        for (int column = 0; column < widths.length; column++) {
            if (widths[column] == 0 && natural[column] <= left / open) {
                return close(column, natural[column]);
            }
        }
        return false;
    }

    private boolean closeOneWithLongWords() {
        for (int column = 0; column < widths.length; column++) {
            if (widths[column] == 0 && word[column] >= share(column)) {
                return close(column, word[column]);
            }
        }
        return false;
    }

    private boolean close(int column, int width) {
        widths[column] = Math.max(1, width);
        left -= widths[column];
        return true;
    }

    private void shareTheRest() {
        int[] shares = new int[widths.length];
        for (int column = 0; column < widths.length; column++) {
            shares[column] = widths[column] == 0 ? share(column) : widths[column];
        }
        System.arraycopy(shares, 0, widths, 0, shares.length);
    }

    /** Of what is left, for a column that is open. */
    private int share(int column) {
        long open = 0;
        for (int other = 0; other < widths.length; other++) {
            open += widths[other] == 0 ? letters[other] : 0;
        }
        return (int) (left * letters[column] / Math.max(1, open));
    }
}
