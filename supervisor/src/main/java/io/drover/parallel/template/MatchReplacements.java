package io.drover.parallel.template;

import io.drover.parallel.perl.Regex;
import io.drover.parallel.template.TemplatePart.Value;
import io.drover.parallel.text.Bytes;
import io.drover.parallel.text.UsageException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The replacement strings of {@code --match}: {@code {1.2}} is what the second group finds in the first value, also by the
 * name of its column and as {@code $_} of Perl code, {@code {=Name.2 $_=uc =}}.
 */
final class MatchReplacements {
    private static final Pattern SAME_AS = Pattern.compile("\\+([1-9][0-9]{0,3})");
    private static final Map<String, PathPart> PARTS = Map.of(
            "", PathPart.WHOLE,
            ".", PathPart.WITHOUT_EXTENSION,
            "/", PathPart.BASENAME,
            "//", PathPart.DIRECTORY,
            "/.", PathPart.BASENAME_WITHOUT_EXTENSION);

    private MatchReplacements() {}

    /**
     * @param expressions one for each source; {@code +2} is that of the second
     * @param names positions of the columns that have a name
     * @param parentheses what is around Perl code, the opening and the closing one without a gap
     */
    static List<Replacement> replacements(List<String> expressions, Map<String, Integer> names, String parentheses) {
        List<Replacement> all = new ArrayList<>();
        for (int i = 0; i < expressions.size(); i++) {
            Pattern pattern = Regex.compile(resolved(expressions, i), 0);
            String group = position(i + 1, names) + "\\.([0-9]{1,4})";
            all.add(new Replacement(
                    Pattern.compile("\\{" + group + "(//|/\\.|/|\\.|)\\}"),
                    match -> part(pattern, match, new Value(0, PARTS.get(match.group(3)), true))));
            all.add(DefinedReplacements.code(
                    parentheses, group + "(?=[^0-9])(.*?)", match -> part(pattern, match, ExpressionTransform.part(match.group(3)))));
        }
        return all;
    }

    private static String position(int position, Map<String, Integer> names) {
        StringBuilder alternatives = new StringBuilder("(" + position);
        names.forEach((name, place) -> alternatives.append(place == position ? "|" + Pattern.quote(name) : ""));
        return alternatives.append(')').toString();
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

    /** What {@code then} makes of what was found; the slot, if it is that, needs no value. */
    private static TemplatePart part(Pattern pattern, MatchResult match, TemplatePart then) {
        int group = Integer.parseInt(match.group(2));
        Transform find = (value, number) -> found(pattern, group, value);
        return then instanceof Value value
                ? new Value(0, new ChainedTransform(find, value.transform()), value.quoted())
                : then;
    }

    /** Nothing where it does not match, or has no such group. */
    private static byte[] found(Pattern pattern, int group, byte[] value) {
        Matcher matcher = pattern.matcher(Bytes.text(value));
        boolean there = matcher.find() && group <= matcher.groupCount() && matcher.group(group) != null;
        return there ? Bytes.of(matcher.group(group)) : Bytes.EMPTY;
    }
}
