package io.drover.parallel.perl;

/** Upper and lower case of ASCII letters; other bytes may be a part of anything. */
public final class Case {
    private Case() {}

    public static String upper(String text) {
        StringBuilder out = new StringBuilder(text);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= 'a' && c <= 'z') {
                out.setCharAt(i, (char) (c - 'a' + 'A'));
            }
        }
        return out.toString();
    }

    public static String lower(String text) {
        StringBuilder out = new StringBuilder(text);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= 'A' && c <= 'Z') {
                out.setCharAt(i, (char) (c - 'A' + 'a'));
            }
        }
        return out.toString();
    }

    static String upperFirst(String text) {
        return text.isEmpty() ? text : upper(text.substring(0, 1)) + text.substring(1);
    }

    static String lowerFirst(String text) {
        return text.isEmpty() ? text : lower(text.substring(0, 1)) + text.substring(1);
    }
}
