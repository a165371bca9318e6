package io.drover.supervisor.input;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Replacement strings with a format of Perl's sprintf after them: {@code {:%05.2f} {2/:%9s} {#:%03d}}. */
final class FormattedReplacements {
    /** What Perl makes of a value before it is formatted. */
    private static final Map<String, String> PARTS = new TreeMap<>(Map.of(
            "", "", ".", "s:\\.[^/.]*$::;", "/", "s:.*/::;", "/.", "s:.*/::;s:\\.[^/.]*$::;", "//", "$_=dirname($_);"));

    private FormattedReplacements() {}

    static List<Replacement> replacements() {
        List<Replacement> all = new ArrayList<>();
        PARTS.forEach((part, code) -> all.add(new Replacement(
                Replacement.positional("{", Pattern.quote(part) + ":(%[^}]*)\\}"),
                match -> ExpressionTransform.part(code + printf(match.group(2))))));
        all.add(new Replacement(
                Pattern.compile("()\\{#:(%[^}]*)\\}"), match -> once(ExpressionTransform.part("$_=seq();" + printf(match.group(2))))));
        return all;
    }

    /** However many values there are: it does not depend on them. */
    private static TemplatePart once(TemplatePart part) {
        return part instanceof TemplatePart.Value value ? new TemplatePart.Value(1, value.transform(), false) : part;
    }

    private static String printf(String format) {
        return "$_=sprintf(q\001" + format + "\001,$_)";
    }
}
