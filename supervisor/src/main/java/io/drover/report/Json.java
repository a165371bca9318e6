package io.drover.report;

/** Strings in JSON that may stand inside an HTML page. */
final class Json {
    private Json() {}

    /** With quotes, and nothing in it that could end a script element or begin a comment. */
    static String quoted(String text) {
        StringBuilder quoted = new StringBuilder(text.length() + 16).append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                quoted.append('\\').append(c);
            } else if (c < ' ' || c == 127 || c == '<' || c == '>' || c == '&' || c == '\u2028' || c == '\u2029') {
                quoted.append(String.format("\\u%04x", (int) c));
            } else {
                quoted.append(c);
            }
        }
        return quoted.append('"').toString();
    }
}
