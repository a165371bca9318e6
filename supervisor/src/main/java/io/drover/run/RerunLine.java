package io.drover.run;

import io.drover.supervisor.RunConfig;
import java.util.function.UnaryOperator;

/** How to run one task again by hand: the command itself, or drover with the one value. */
final class RerunLine {
    private RerunLine() {}

    static UnaryOperator<String> of(RunConfig config) {
        if (config.java() == null) {
            return UnaryOperator.identity();
        }
        String classPath = String.join(":", config.java().getClassPathList());
        String prefix = "drover run --classpath " + quoted(classPath) + " --task " + config.java().getTaskClass();
        return value -> prefix + " ::: " + quoted(value);
    }

    private static String quoted(String text) {
        return text.matches("[-_.+:,/@A-Za-z0-9]+") ? text : "'" + text.replace("'", "'\\''") + "'";
    }
}
