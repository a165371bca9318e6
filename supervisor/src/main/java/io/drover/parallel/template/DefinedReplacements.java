package io.drover.parallel.template;

import io.drover.parallel.text.Bytes;
import io.drover.parallel.text.UsageException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Replacement strings the user writes in Perl: {@code {= =}} and those of {@code --rpl}. */
final class DefinedReplacements {
    private static final Pattern DEFINITION = Pattern.compile("(\\S+)(?:\\s+(.*))?", Pattern.DOTALL);
    private static final Pattern PARAMETER = Pattern.compile("\\$\\$([0-9])");
    private static final Pattern PATTERN_OPERATOR = Pattern.compile("\\s*(?:s|tr|y)[^\\w\\s][^;]*;?\\s*");
    private static final Pattern WORD = Pattern.compile("\\w*");
    private static final Pattern PERL_SPECIAL = Pattern.compile("[\\\\\"$@]");
    private static final int POSITION_GROUPS = 1;

    private DefinedReplacements() {}

    /** @param parentheses the opening and the closing one, written without a gap and equally long */
    static List<Replacement> inParentheses(String parentheses) {
        return Stream.of("(-?[0-9]+)(.*?)", "([^\\s=]+)((?:\\s.*?)?)", "()(.*?)")
                .map(form -> code(parentheses, form, match -> ExpressionTransform.part(match.group(2))))
                .toList();
    }

    /** @param form a regular expression for what is between the parentheses */
    static Replacement code(String parentheses, String form, Function<MatchResult, TemplatePart> part) {
        int half = parentheses.length() / 2;
        if (half == 0) {
            throw new UsageException("--parens needs an opening and a closing one: " + Bytes.readable(parentheses));
        }
        String open = Pattern.quote(parentheses.substring(0, half));
        String close = Pattern.quote(parentheses.substring(half));
        return new Replacement(Pattern.compile(open + form + close, Pattern.DOTALL), part, true);
    }

    /** Of several definitions of a replacement string the last one counts. */
    static Collection<Replacement> defined(List<String> definitions) {
        Map<String, Replacement> all = new LinkedHashMap<>();
        definitions.forEach(definition -> all.put(definition.split("\\s", 2)[0], define(definition)));
        return all.values();
    }

    /**
     * @param definition the replacement string, white space, the code; groups in the replacement string are regular
     *     expressions and {@code $$1} in the code
     */
    private static Replacement define(String definition) {
        Matcher matcher = DEFINITION.matcher(definition);
        if (!matcher.matches()) {
            throw new UsageException("--rpl needs a replacement string and what it stands for");
        }
        String tag = matcher.group(1);
        String code = matcher.group(2) == null ? "" : matcher.group(2);
        if (!PARAMETER.matcher(code).find()) {
            // Complains about the code even if nobody uses it.
            ExpressionTransform.part(code);
        }
        return new Replacement(
                Replacement.positional(tag, withGroups(tag.startsWith("{") ? tag.substring(1) : tag)),
                match -> ExpressionTransform.part(withParameters(code, match)));
    }

    /** The code with what the groups matched: put in where that is a word in a pattern, else as variables of Perl. */
    private static String withParameters(String code, MatchResult match) {
        StringBuilder variables = new StringBuilder();
        String filled = PARAMETER.matcher(code).replaceAll(parameter -> {
            int group = Integer.parseInt(parameter.group(1)) + POSITION_GROUPS;
            String text = group > match.groupCount() || match.group(group) == null ? "" : match.group(group);
            if (PATTERN_OPERATOR.matcher(code).matches() && WORD.matcher(text).matches()) {
                return text;
            }
            String variable = "$drover_group" + parameter.group(1);
            variables.append(variable).append("=\"").append(perlQuoted(text)).append("\";");
            return Matcher.quoteReplacement(variable);
        });
        return variables + filled;
    }

    private static String perlQuoted(String text) {
        return PERL_SPECIAL.matcher(text).replaceAll("\\\\$0");
    }

    /** The groups as they are, everything between them literally. */
    private static String withGroups(String tag) {
        StringBuilder regex = new StringBuilder();
        StringBuilder literal = new StringBuilder();
        int depth = 0;
        for (char c : tag.toCharArray()) {
            depth += c == '(' ? 1 : 0;
            if (depth > 0) {
                regex.append(literal.isEmpty() ? "" : Pattern.quote(literal.toString())).append(c);
                literal.setLength(0);
            } else {
                literal.append(c);
            }
            depth -= c == ')' && depth > 0 ? 1 : 0;
        }
        return literal.isEmpty() ? regex.toString() : regex.append(Pattern.quote(literal.toString())).toString();
    }
}
