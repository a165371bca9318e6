package io.drover.parallel.perl;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;

/** The right side of a substitution, or a string in quotation marks. */
final class Interpolation {

    /** A piece; {@code match} is null outside of a substitution. */
    private sealed interface Piece {
        record Text(String text) implements Piece {}

        record Group(int number) implements Piece {}

        record Whole() implements Piece {}

        /** A change of case: U, L or E until the next one, u or l for one character. */
        record Mode(char letter) implements Piece {}
    }

    private final List<Piece> pieces = new ArrayList<>();

    static Interpolation parse(String text, Cursor context) {
        Interpolation parsed = new Interpolation();
        Cursor cursor = new Cursor(text);
        while (!cursor.atEnd()) {
            char c = cursor.take();
            if (c == '\\' && !cursor.atEnd()) {
                parsed.pieces.add(escape(cursor.take()));
            } else if (c == '$' && !cursor.atEnd()) {
                parsed.pieces.add(variable(cursor, context));
            } else {
                parsed.pieces.add(new Piece.Text(String.valueOf(c)));
            }
        }
        return parsed;
    }

    private static Piece escape(char c) {
        if (c >= '1' && c <= '9') {
            return new Piece.Group(c - '0');
        }
        return switch (c) {
            case 'U', 'L', 'E', 'u', 'l' -> new Piece.Mode(c);
            case 'n' -> new Piece.Text("\n");
            case 't' -> new Piece.Text("\t");
            case 'r' -> new Piece.Text("\r");
            case '0' -> new Piece.Text("\0");
            default -> new Piece.Text(String.valueOf(c));
        };
    }

    private static Piece variable(Cursor cursor, Cursor context) {
        if (cursor.peek() == '&') {
            cursor.take();
            return new Piece.Group(0);
        }
        boolean braces = cursor.peek() == '{';
        if (braces) {
            cursor.take();
        }
        // Unlike other names a number ends at the first letter; so does $_ here.
        StringBuilder name = new StringBuilder();
        while (Character.isDigit(cursor.peek()) || name.length() == 0 && cursor.peek() == '_') {
            name.append(cursor.take());
            if (name.charAt(0) == '_') {
                break;
            }
        }
        if (braces && cursor.take() != '}' || name.length() == 0 || name.length() > 4) {
            throw context.unsupported();
        }
        return name.charAt(0) == '_' ? new Piece.Whole() : new Piece.Group(Integer.parseInt(name.toString()));
    }

    /** @param match what the groups are; null when there are none */
    String expand(MatchResult match, String whole) {
        StringBuilder out = new StringBuilder();
        char mode = 'E';
        char next = 'E';
        for (Piece piece : pieces) {
            if (piece instanceof Piece.Mode changed) {
                if (Character.isUpperCase(changed.letter)) {
                    mode = changed.letter;
                } else {
                    next = changed.letter;
                }
                continue;
            }
            String text = text(piece, match, whole);
            text = mode == 'U' ? Case.upper(text) : mode == 'L' ? Case.lower(text) : text;
            if (next != 'E' && !text.isEmpty()) {
                text = next == 'u' ? Case.upperFirst(text) : Case.lowerFirst(text);
                next = 'E';
            }
            out.append(text);
        }
        return out.toString();
    }

    private static String text(Piece piece, MatchResult match, String whole) {
        if (piece instanceof Piece.Text text) {
            return text.text;
        }
        if (piece instanceof Piece.Group group) {
            boolean exists = match != null && group.number <= match.groupCount();
            String value = exists ? match.group(group.number) : null;
            return value == null ? "" : value;
        }
        return whole;
    }
}
