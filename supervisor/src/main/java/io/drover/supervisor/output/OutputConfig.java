package io.drover.supervisor.output;

import java.nio.file.Path;

/**
 * How output is printed. Tags need no switch: a task with one has it in {@code TaskSpec.tag}.
 *
 * @param keepOrder print tasks in the order of their ids; without effect with {@link OutputMode#UNGROUP}
 * @param printsRetries attempts that are followed by another are printed too, before that
 * @param colours which tasks have some; none with {@link OutputMode#UNGROUP}
 * @param tmpdir where output that does not fit in memory goes, in files without a name
 * @param progress how it is shown on stderr how far the run is
 * @param progressColumns width of the terminal that is drawn on
 * @param outIsTerminal stdout is a terminal too, so the progress line has to leave before anything is printed there
 * @param screen of stdout where that is a terminal; null for {@link OutputMode}s that do not draw
 * @param shown what is printed of tasks
 */
public record OutputConfig(
        OutputMode mode,
        boolean keepOrder,
        boolean printsRetries,
        Colours colours,
        Path tmpdir,
        ProgressForm progress,
        int progressColumns,
        boolean outIsTerminal,
        Screen screen,
        Shown shown) {

    /** Only the last attempt at each task is printed. */
    public OutputConfig(
            OutputMode mode,
            boolean keepOrder,
            Colours colours,
            Path tmpdir,
            ProgressForm progress,
            int progressColumns,
            boolean outIsTerminal) {
        this(mode, keepOrder, false, colours, tmpdir, progress, progressColumns, outIsTerminal, null, Shown.OUTPUT);
    }

    public OutputConfig(OutputMode mode, boolean keepOrder) {
        this(mode, keepOrder, Colours.NONE, Path.of(System.getProperty("java.io.tmpdir")), ProgressForm.NONE, 0, false);
    }

    /** The same, but for what is printed of tasks. */
    OutputConfig showing(Shown other) {
        return new OutputConfig(
                mode, keepOrder, printsRetries, colours, tmpdir, progress, progressColumns, outIsTerminal, screen, other);
    }
}
