package io.drover.parallel.perl;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code s/pattern/replacement/flags}. */
final class Substitution implements Step {
    private final Pattern pattern;
    private final Interpolation replacement;
    private final boolean all;

    private Substitution(Pattern pattern, Interpolation replacement, boolean all) {
        this.pattern = pattern;
        this.replacement = replacement;
        this.all = all;
    }

    /** Reads what follows the {@code s}. */
    static Substitution parse(Cursor cursor) {
        char delimiter = cursor.take();
        String regex = cursor.delimited(delimiter);
        String replacement = cursor.secondDelimited(delimiter);
        boolean all = false;
        // In Perl, $ is also before a newline at the end, and only there.
        int flags = Pattern.UNIX_LINES;
        for (char flag : cursor.word().toCharArray()) {
            switch (flag) {
                case 'g' -> all = true;
                case 'i' -> flags |= Pattern.CASE_INSENSITIVE;
                case 'm' -> flags |= Pattern.MULTILINE;
                case 's' -> flags |= Pattern.DOTALL;
                case 'x' -> flags |= Pattern.COMMENTS;
                default -> throw cursor.unsupported();
            }
        }
        return new Substitution(Regex.compile(regex, flags), Interpolation.parse(replacement, cursor), all);
    }

    @Override
    public String apply(String value, Task task) {
        Matcher matcher = pattern.matcher(value);
        if (!matcher.find()) {
            return value;
        }
        StringBuilder out = new StringBuilder();
        do {
            matcher.appendReplacement(out, "");
            out.append(replacement.expand(matcher, value));
        } while (all && matcher.find());
        return matcher.appendTail(out).toString();
    }
}
