package io.drover.parallel.template;

import io.drover.parallel.text.Bytes;
import io.drover.parallel.text.UsageException;
import java.util.regex.Pattern;

/** How often each task is started at most, where that depends on its values. Confined to one thread. */
public final class AttemptCount {
    private static final Pattern NUMBER = Pattern.compile("\\d{1,9}");

    private final Composer composer;

    private AttemptCount(Composer composer) {
        this.composer = composer;
    }

    /** @param text a template; null where nothing depends on values */
    public static AttemptCount parse(TemplateParser parser, String text) {
        if (text == null) {
            return null;
        }
        Template template = parser.tag(text);
        if (template.isFixed()) {
            throw new UsageException("--retries wants a number from 0, not " + Bytes.readable(text));
        }
        if (template.hasSlot()) {
            throw new UsageException("--retries does not know the slot number: a task may start again in another");
        }
        return new AttemptCount(new Composer(template, false));
    }

    /** Null where {@code count} is, so that the run decides. */
    public static Integer of(AttemptCount count, byte[][] arguments, TaskNumber number) {
        return count == null ? null : count.of(arguments, number);
    }

    private int of(byte[][] arguments, TaskNumber number) {
        String text = Bytes.text(composer.compose(arguments, number)).strip();
        if (!NUMBER.matcher(text).matches()) {
            throw new UsageException("--retries wants a number from 0, not '" + Bytes.readable(text) + "' of task " + number.id());
        }
        return Integer.parseInt(text);
    }
}
