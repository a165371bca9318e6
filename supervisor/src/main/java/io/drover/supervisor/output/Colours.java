package io.drover.supervisor.output;

import io.drover.supervisor.core.TaskSpec;
import java.nio.charset.StandardCharsets;

/**
 * Which colours the output of a task has: of a terminal's 256, a background and the black or the white that can be read
 * on it. Tasks that follow each other differ as much as can be.
 *
 * @param each every task has colours of its own
 * @param failed tasks that have failed are white on red
 */
public record Colours(boolean each, boolean failed) {
    public static final Colours NONE = new Colours(false, false);

    /** The colours from 16 are a cube of six steps of red, green and blue. */
    private static final int FIRST = 16;
    private static final int STEPS = 6;
    private static final int COUNT = STEPS * STEPS * STEPS;
    /** Without a common divisor with the count, so that all come, and far from one to the next in every component. */
    private static final int STRIDE = 91;
    private static final int BLACK = 16;
    private static final int WHITE = 231;
    private static final int RED = 196;
    private static final byte[] OFF = "\u001b[m".getBytes(StandardCharsets.US_ASCII);

    /** @param bad whether the task has failed, as far as is known */
    LineStyle of(TaskSpec task, boolean bad) {
        if (failed && bad) {
            return LineStyle.coloured(code(RED, WHITE), task.tag(), OFF);
        }
        return each ? LineStyle.coloured(ofNumber(task.number()), task.tag(), OFF) : LineStyle.tagged(task.tag());
    }

    private static byte[] ofNumber(long number) {
        int index = (int) (number % COUNT * STRIDE % COUNT);
        return code(FIRST + index, bright(index) ? BLACK : WHITE);
    }

    /** Whether black is easier to read on it than white: the eye takes most of the light from green, least from blue. */
    private static boolean bright(int index) {
        int red = index / (STEPS * STEPS);
        int green = index / STEPS % STEPS;
        int blue = index % STEPS;
        return 30 * red + 59 * green + 11 * blue > 100 * (STEPS - 1) / 2;
    }

    /** All have the same length, so that tabulators stay in step; the background goes on to the end of the line. */
    private static byte[] code(int background, int text) {
        return "\u001b[48;5;%03d;38;5;%03dm\u001b[K".formatted(background, text).getBytes(StandardCharsets.US_ASCII);
    }
}
