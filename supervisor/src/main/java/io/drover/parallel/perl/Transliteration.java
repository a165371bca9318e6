package io.drover.parallel.perl;

import java.util.Arrays;

/** {@code tr/a-z/A-Z/}, with the flags {@code c} for all others and {@code d} for deleting what has no counterpart. */
final class Transliteration implements Step {
    private static final int BYTES = 256;
    private static final int SAME = -1;
    private static final int DELETED = -2;

    private final int[] table = new int[BYTES];

    /** Reads what follows the {@code tr} or {@code y}. */
    static Transliteration parse(Cursor cursor) {
        char delimiter = cursor.take();
        String from = expand(cursor.delimited(delimiter));
        String to = expand(cursor.secondDelimited(delimiter));
        String flags = cursor.word();
        if (!flags.matches("[cd]*")) {
            throw cursor.unsupported();
        }
        return new Transliteration(flags.contains("c") ? others(from) : from, to, flags.contains("d"));
    }

    private Transliteration(String from, String to, boolean delete) {
        Arrays.fill(table, SAME);
        for (int i = 0; i < from.length(); i++) {
            char c = from.charAt(i);
            if (table[c] != SAME) {
                continue;
            }
            if (i < to.length()) {
                table[c] = to.charAt(i);
            } else if (delete) {
                table[c] = DELETED;
            } else {
                table[c] = to.isEmpty() ? c : to.charAt(to.length() - 1);
            }
        }
    }

    @Override
    public String apply(String value, Task task) {
        StringBuilder out = new StringBuilder(value.length());
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (table[c] != DELETED) {
                out.append(table[c] == SAME ? c : (char) table[c]);
            }
        }
        return out.toString();
    }

    private static String others(String characters) {
        StringBuilder out = new StringBuilder();
        for (char c = 0; c < BYTES; c++) {
            if (characters.indexOf(c) < 0) {
                out.append(c);
            }
        }
        return out.toString();
    }

    /** The characters with ranges written out. */
    private static String expand(String text) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\\' && i + 1 < text.length()) {
                c = unescape(text.charAt(++i));
            }
            if (i + 2 < text.length() && text.charAt(i + 1) == '-') {
                for (char other = c; other <= text.charAt(i + 2); other++) {
                    out.append(other);
                }
                i += 2;
            } else {
                out.append(c);
            }
        }
        return out.toString();
    }

    private static char unescape(char c) {
        return switch (c) {
            case 'n' -> '\n';
            case 't' -> '\t';
            case 'r' -> '\r';
            default -> c;
        };
    }
}
