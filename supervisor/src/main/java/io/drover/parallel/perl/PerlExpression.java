package io.drover.parallel.perl;

import io.drover.wire.SlotForm;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What stands in {@code {= =}} and in {@code --rpl}. Immutable. */
public final class PerlExpression {
    /** (slot()-1)%4+10, where only slot() must be there, without blanks. */
    private static final Pattern SLOT = Pattern.compile(
            "\\$_=(?:\\$job->slot\\(\\)|slot\\(\\)|\\((?:\\$job->)?slot\\(\\)([-+]\\d{1,9})\\))(?:%([1-9]\\d{0,8}))?([-+]\\d{1,9})?;?");
    private static final Pattern BLANK = Pattern.compile("\\s+");

    private final List<Step> steps = new ArrayList<>();
    private boolean unquoted;
    private boolean needsTotal;

    private PerlExpression() {}

    /** @throws io.drover.parallel.text.UsageException for everything that is not supported */
    public static PerlExpression parse(String code) {
        PerlExpression expression = new PerlExpression();
        Cursor cursor = new Cursor(code);
        cursor.skipSpace();
        while (!cursor.atEnd()) {
            if (!cursor.accept(";")) {
                expression.statement(cursor);
                cursor.skipSpace();
                if (!cursor.atEnd()) {
                    cursor.expect(";");
                }
            }
            cursor.skipSpace();
        }
        return expression;
    }

    /** What {@code code} makes of the number of the slot, if that is all it does: no expression can know the slot. */
    public static Optional<SlotForm> slot(String code) {
        Matcher form = SLOT.matcher(BLANK.matcher(code).replaceAll(""));
        return form.matches()
                ? Optional.of(new SlotForm.Calculated(number(form.group(1)), number(form.group(2)), number(form.group(3))))
                : Optional.empty();
    }

    private static int number(String text) {
        return text == null ? 0 : Integer.parseInt(text);
    }

    public String apply(String value, long sequence, long total) {
        Step.Task task = new Step.Task(sequence, total);
        String result = value;
        for (Step step : steps) {
            result = step.apply(result, task);
        }
        return result;
    }

    /** Whether the result is left as it is instead of quoted for the shell. */
    public boolean unquoted() {
        return unquoted;
    }

    /** Whether the number of all tasks is used. */
    public boolean needsTotal() {
        return needsTotal;
    }

    private void statement(Cursor cursor) {
        if (cursor.acceptOperator("s")) {
            steps.add(Substitution.parse(cursor));
        } else if (cursor.acceptOperator("tr") || cursor.acceptOperator("y")) {
            steps.add(Transliteration.parse(cursor));
        } else if (cursor.accept("$_")) {
            assignment(cursor);
        } else {
            call(cursor);
        }
    }

    private void assignment(Cursor cursor) {
        if (cursor.accept("=~")) {
            if (!cursor.acceptOperator("s")) {
                throw cursor.unsupported();
            }
            steps.add(Substitution.parse(cursor));
            return;
        }
        boolean append = cursor.accept(".=");
        if (!append) {
            cursor.expect("=");
        }
        Term term = new Term(cursor);
        Step right = term.joined();
        needsTotal |= term.needsTotal();
        steps.add(append ? (value, task) -> value + right.apply(value, task) : right);
    }

    private void call(Cursor cursor) {
        switch (cursor.word()) {
            case "chomp" -> {
                emptyArguments(cursor);
                steps.add((value, task) -> value.endsWith("\n") ? value.substring(0, value.length() - 1) : value);
            }
            case "uq" -> {
                emptyArguments(cursor);
                unquoted = true;
            }
            default -> throw cursor.unsupported();
        }
    }

    private static void emptyArguments(Cursor cursor) {
        if (cursor.accept("(")) {
            cursor.expect(")");
        }
    }
}
