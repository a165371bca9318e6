package io.drover.supervisor.input;

import io.drover.supervisor.input.perl.Regex;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The replacement strings of {@code --match}: {@code {1.2}} is what the second group finds in the first value. */
final class MatchReplacements {
    private static final Pattern SAME_AS = Pattern.compile("\\+([1-9][0-9]{0,3})");

    private MatchReplacements() {}

    /** @param expressions one for each source; {@code +2} is that of the second */
    static List<Replacement> replacements(List<String> expressions) {
        List<Replacement> all = new ArrayList<>();
        for (int i = 0; i < expressions.size(); i++) {
            Pattern pattern = Regex.compile(resolved(expressions, i), 0);
            String position = "\\{(" + (i + 1) + ")\\.([0-9]{1,4})";
            add(all, position + "\\}", pattern, PathPart.WHOLE);
            add(all, position + "\\.\\}", pattern, PathPart.WITHOUT_EXTENSION);
            add(all, position + "/\\}", pattern, PathPart.BASENAME);
            add(all, position + "//\\}", pattern, PathPart.DIRECTORY);
            add(all, position + "/\\.\\}", pattern, PathPart.BASENAME_WITHOUT_EXTENSION);
        }
        return all;
    }

    private static String resolved(List<String> expressions, int index) {
        Matcher same = SAME_AS.matcher(expressions.get(index));
        if (!same.matches()) {
            return expressions.get(index);
        }
        int other = Integer.parseInt(same.group(1)) - 1;
        if (other >= expressions.size() || SAME_AS.matcher(expressions.get(other)).matches()) {
            throw new UsageException("--match " + expressions.get(index) + " means the regular expression of another --match");
        }
        return expressions.get(other);
    }

    private static void add(List<Replacement> all, String tag, Pattern pattern, PathPart part) {
        all.add(new Replacement(Pattern.compile(tag), match -> {
            int group = Integer.parseInt(match.group(2));
            Transform transform = (value, number) -> part.apply(found(pattern, group, value), number);
            return new TemplatePart.Value(0, transform, true);
        }));
    }

    /** Nothing where it does not match, or has no such group. */
    private static byte[] found(Pattern pattern, int group, byte[] value) {
        Matcher matcher = pattern.matcher(Bytes.text(value));
        boolean there = matcher.find() && group <= matcher.groupCount() && matcher.group(group) != null;
        return there ? Bytes.of(matcher.group(group)) : Bytes.EMPTY;
    }
}
