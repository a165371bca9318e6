package io.drover.parallel.blocks;

import io.drover.parallel.text.UsageException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How lines are shared out to commands by the value of one column.
 *
 * @param column its number from 1, or its name in the first line, which no command gets then
 * @param code what Perl code makes of the value; empty for nothing
 * @param byNumber whether the value is the number of the command, and not only the same for the same value
 * @param separator a regular expression for what is between columns
 */
public record ShardConfig(String column, String code, boolean byNumber, String separator) {
    private static final Pattern FORM = Pattern.compile("(?s)\\s*([0-9]+|[a-zA-Z_][a-zA-Z_0-9]*)(?:\\s+(.*))?");

    /** @param expression a column, perhaps followed by Perl code; {@code separator} may be null */
    public static ShardConfig of(String option, String expression, String separator) {
        Matcher form = FORM.matcher(expression);
        if (!form.matches() || form.group(1).matches("0+")) {
            throw new UsageException(
                    option + " wants the number of a column or its name, and perhaps Perl code, not '" + expression + "'");
        }
        String code = form.group(2) == null ? "" : form.group(2);
        return new ShardConfig(form.group(1), code, option.equals("--bin"), separator == null ? "," : separator);
    }

    boolean named() {
        return !Character.isDigit(column.charAt(0));
    }
}
