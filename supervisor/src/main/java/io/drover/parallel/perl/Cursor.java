package io.drover.parallel.perl;

import io.drover.parallel.text.UsageException;

/** A place in the code that is being read. */
final class Cursor {
    private static final String OPENING = "({[<";
    private static final String CLOSING = ")}]>";

    private static final String SUPPORTED =
            "supported are s/../../, tr/../../, $_=..., chomp and uq(), with uc lc ucfirst"
            + " lcfirst length reverse substr sprintf seq() slot() total_jobs(), several separated by ;";

    private final String code;
    private int position;

    Cursor(String code) {
        this.code = code;
    }

    boolean atEnd() {
        return position == code.length();
    }

    char peek() {
        return atEnd() ? 0 : code.charAt(position);
    }

    char take() {
        if (atEnd()) {
            throw unsupported();
        }
        return code.charAt(position++);
    }

    void skipSpace() {
        while (!atEnd() && Character.isWhitespace(peek())) {
            position++;
        }
    }

    /** Goes past {@code text} if it comes next, after white space. */
    boolean accept(String text) {
        skipSpace();
        boolean found = code.startsWith(text, position);
        position += found ? text.length() : 0;
        return found;
    }

    void expect(String text) {
        if (!accept(text)) {
            throw unsupported();
        }
    }

    /** Letters, digits and underscores; empty when none come. */
    String word() {
        skipSpace();
        int start = position;
        while (!atEnd() && isWord(peek())) {
            position++;
        }
        return code.substring(start, position);
    }

    /** Whether the operator {@code name} comes next, with a delimiter after it; goes past the name. */
    boolean acceptOperator(String name) {
        skipSpace();
        int end = position + name.length();
        boolean found = code.startsWith(name, position) && end < code.length() && isDelimiter(code.charAt(end));
        position = found ? end : position;
        return found;
    }

    /** The text up to the delimiter that matches {@code open}; backslashes stay, but not before the delimiter. */
    String delimited(char open) {
        int pair = OPENING.indexOf(open);
        char close = pair < 0 ? open : CLOSING.charAt(pair);
        StringBuilder text = new StringBuilder();
        int depth = 0;
        for (char c = take(); c != close || depth > 0; c = take()) {
            if (c == '\\' && !atEnd()) {
                char escaped = take();
                if (escaped != close || pair >= 0 || isSpecial(close)) {
                    text.append(c);
                }
                text.append(escaped);
                continue;
            }
            depth += pair >= 0 && c == open ? 1 : 0;
            depth -= pair >= 0 && c == close ? 1 : 0;
            text.append(c);
        }
        return text.toString();
    }

    /** The second part of an operator: its delimiter is that of the first, or another pair of brackets. */
    String secondDelimited(char open) {
        if (OPENING.indexOf(open) < 0) {
            return delimited(open);
        }
        skipSpace();
        return delimited(take());
    }

    UsageException unsupported() {
        return new UsageException("cannot use '" + code.strip() + "' as a replacement: " + SUPPORTED);
    }

    private static boolean isSpecial(char c) {
        return "|.*+?^$".indexOf(c) >= 0;
    }

    private static boolean isDelimiter(char c) {
        return !isWord(c) && !Character.isWhitespace(c) && c != ';' && c != '=' && c != ')';
    }

    private static boolean isWord(char c) {
        return c == '_' || c < 128 && Character.isLetterOrDigit(c);
    }
}
