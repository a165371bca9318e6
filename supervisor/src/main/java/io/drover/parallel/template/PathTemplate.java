package io.drover.parallel.template;

import io.drover.supervisor.core.TaskSpec;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A file name with the replacement strings of the command. Values are put in as they are.
 *
 * <p>Confined to one thread.
 */
public final class PathTemplate {
    private final boolean constant;
    private final String start;
    private final Composer composer;

    private PathTemplate(Template template) {
        constant = template.isFixed();
        start = template.start();
        composer = new Composer(template, false);
    }

    /** @param columns what a header names the values */
    public static PathTemplate parse(TemplateConfig config, List<String> columns, String text) {
        Map<String, Integer> names = new HashMap<>();
        for (String column : columns) {
            names.putIfAbsent(column, names.size() + 1);
        }
        TemplateParser parser = config.parser(names);
        return new PathTemplate(parser.tag(text));
    }

    /** True if there is nothing in it to be replaced. */
    public boolean isConstant() {
        return constant;
    }

    /** What is before the first replacement string; one character for each byte. */
    public String start() {
        return start;
    }

    /** @param number of the task */
    public byte[] fill(byte[][] arguments, long number, int slot) {
        byte[] text = composer.compose(arguments, new TaskNumber(number, 0, slot));
        return new TaskSpec(1, text, composer.slots(), null, null, null).payloadForSlot(slot);
    }
}
