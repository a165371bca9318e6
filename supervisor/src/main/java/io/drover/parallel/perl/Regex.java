package io.drover.parallel.perl;

import io.drover.parallel.text.UsageException;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Perl's regular expressions in Java's spelling; they differ inside of brackets. */
public final class Regex {
    private Regex() {}

    /**
     * Compiles {@code regex} for values with one byte per character.
     *
     * @throws UsageException when it is none
     */
    public static Pattern compile(String regex, int flags) {
        try {
            return Pattern.compile(translate(regex), flags);
        } catch (PatternSyntaxException e) {
            throw new UsageException(e.getDescription() + " in regular expression '" + regex + "'");
        }
    }

    private static String translate(String regex) {
        StringBuilder out = new StringBuilder();
        boolean inClass = false;
        for (int i = 0; i < regex.length(); i++) {
            char c = regex.charAt(i);
            if (c == '\\' && i + 1 < regex.length()) {
                out.append(c).append(regex.charAt(++i));
            } else if (!inClass && c == '[') {
                inClass = true;
                out.append(c);
                // A closing bracket that comes first is an ordinary character.
                if (regex.startsWith("^", i + 1)) {
                    out.append(regex.charAt(++i));
                }
                if (regex.startsWith("]", i + 1)) {
                    i++;
                    out.append("\\]");
                }
            } else if (inClass && c == '[') {
                int end = regex.startsWith("[:", i) ? regex.indexOf(":]", i) : -1;
                if (end < 0) {
                    out.append("\\[");
                } else {
                    out.append(posixClass(regex.substring(i + 2, end)));
                    i = end + 1;
                }
            } else {
                inClass = inClass && c != ']';
                out.append(inClass && c == '&' ? "\\&" : c);
            }
        }
        return out.toString();
    }

    private static String posixClass(String name) {
        boolean negated = name.startsWith("^");
        String bare = negated ? name.substring(1) : name;
        return switch (bare) {
            case "word" -> negated ? "\\W" : "\\w";
            case "xdigit" -> negated ? "\\P{XDigit}" : "\\p{XDigit}";
            default -> (negated ? "\\P{" : "\\p{") + Case.upperFirst(bare) + "}";
        };
    }
}
