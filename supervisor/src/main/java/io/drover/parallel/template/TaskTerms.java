package io.drover.parallel.template;

import io.drover.parallel.text.Bytes;
import io.drover.parallel.text.UsageException;
import io.drover.supervisor.core.Terms;
import java.util.regex.Pattern;

/** What each task is owed, where that depends on its values. Confined to one thread. */
public final class TaskTerms {
    private static final Pattern NUMBER = Pattern.compile("\\d{1,9}");

    private final Composer attempts;
    private final Terms others;

    private TaskTerms(Composer attempts, Terms others) {
        this.attempts = attempts;
        this.others = others;
    }

    /** @param terms null where nothing depends on values */
    public static TaskTerms parse(TemplateParser parser, TermsTemplate terms) {
        if (terms == null) {
            return null;
        }
        Template template = parser.tag(terms.attempts());
        if (template.isFixed()) {
            throw new UsageException("--retries wants a number from 0, not " + Bytes.readable(terms.attempts()));
        }
        if (template.hasSlot()) {
            throw new UsageException("--retries does not know the slot number: a task may start again in another");
        }
        return new TaskTerms(new Composer(template, false), terms.others());
    }

    /** Null where {@code terms} is, so that the crew decides. */
    public static Terms of(TaskTerms terms, byte[][] arguments, TaskNumber number) {
        return terms == null ? null : terms.others.attempts(terms.attempts(arguments, number));
    }

    private int attempts(byte[][] arguments, TaskNumber number) {
        String text = Bytes.text(attempts.compose(arguments, number)).strip();
        if (!NUMBER.matcher(text).matches()) {
            throw new UsageException("--retries wants a number from 0, not '" + Bytes.readable(text) + "' of task " + number.id());
        }
        return Integer.parseInt(text);
    }
}
