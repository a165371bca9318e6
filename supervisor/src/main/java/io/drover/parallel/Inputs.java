package io.drover.parallel;

import io.drover.parallel.blocks.PipeConfig;
import io.drover.parallel.template.TemplateConfig;
import io.drover.parallel.text.UsageException;
import io.drover.supervisor.TaskSource;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Opens the input of a run. */
public final class Inputs {
    private Inputs() {}

    /**
     * Opens all files and parses the template. Reads nothing yet, unless a header names the columns.
     *
     * @param sources those on the command line; standard input when there are none at all
     * @param warnings takes one line at a time for the user, during reading too
     * @throws IOException when a file cannot be opened; the message names it
     * @throws UsageException when the configuration makes no sense
     */
    public static TaskSource open(
            InputConfig config,
            TemplateConfig template,
            List<InputSource> sources,
            InputStream standardInput,
            TaskForm form,
            Consumer<String> warnings)
            throws IOException {
        SourceOpener opener = new SourceOpener(config, form.shell(), standardInput, warnings);
        return new ValueInput(config, template, form).open(orStandardInput(named(config, sources)), opener);
    }

    /**
     * As {@link #open}, for commands that get blocks of standard input; then sources are values for the commands, or
     * with {@link PipeConfig#parts} the files whose parts are the blocks.
     */
    public static TaskSource openPiped(
            PipeConfig pipe,
            InputConfig config,
            TemplateConfig template,
            List<InputSource> sources,
            InputStream standardInput,
            TaskForm form,
            Consumer<String> warnings)
            throws IOException {
        SourceOpener opener = new SourceOpener(config, form.shell(), standardInput, warnings);
        return new BlockInput(config, template, form).open(pipe, named(config, sources), opener, standardInput);
    }

    /** Whether values come from standard input, so that nobody else can have it. */
    public static boolean readStandardInput(InputConfig config, List<InputSource> sources) {
        return orStandardInput(named(config, sources)).stream().anyMatch(InputSource::isStandardInput);
    }

    /** Those that an option names, and those on the command line. */
    private static List<InputSource> named(InputConfig config, List<InputSource> onCommandLine) {
        List<InputSource> sources = new ArrayList<>();
        config.files().forEach(name -> sources.add(InputSource.argumentFile(name)));
        sources.addAll(onCommandLine);
        return sources;
    }

    private static List<InputSource> orStandardInput(List<InputSource> sources) {
        return sources.isEmpty() ? List.of(InputSource.file(InputSource.STANDARD_INPUT, false)) : sources;
    }
}
