package io.drover.cli.options;

import io.drover.parallel.InputConfig;
import io.drover.parallel.rows.Packing;
import io.drover.parallel.text.Delimiter;
import io.drover.parallel.text.Trim;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** Options about where the values come from and how they are cut. */
public final class InputOptions {

    @Option(
            names = {"-a", "--arg-file"},
            paramLabel = "FILE",
            description = "Read values from FILE; - is standard input. Several are combined like ::::, +FILE like ::::+.")
    private List<String> files = new ArrayList<>();

    @Option(
            names = {"-0", "--null"},
            description = "Values end with NUL instead of newline.")
    private boolean nul;

    @Option(
            names = {"-d", "--delimiter"},
            paramLabel = "DELIM",
            description = "Values end with DELIM; understands \\n \\t \\0 \\x41 and the like.")
    private String delimiter;

    @Option(
            names = {"-C", "--colsep", "--col-sep"},
            paramLabel = "REGEXP",
            description = "Cut values into columns {1} {2} ... at REGEXP. Implies --trim rl.")
    private String columnSeparator;

    @Option(
            names = "--trim",
            paramLabel = "n|l|r|lr|rl",
            description = "Take away white space on the left, the right or both sides of values.")
    private String trim;

    @Option(
            names = {"-r", "--no-run-if-empty"},
            description = "Leave out values that are nothing but white space.")
    private boolean skipBlank;

    @Option(names = "-E", paramLabel = "TEXT", description = "A value TEXT ends the source it is in.")
    private String endMarker;

    @Option(
            names = {"-e", "--eof"},
            arity = "0..1",
            paramLabel = "TEXT",
            fallbackValue = "",
            preprocessor = OptionalValue.class,
            description = "Like -E; without TEXT no value ends a source.")
    private String attachedEndMarker;

    @Option(
            names = {"--link", "--xapply"},
            description = "Read the sources in step instead of combining them; shorter ones start again.")
    private boolean link;

    @Option(
            names = "--header",
            paramLabel = ":",
            description = "The first value of each source names its columns, which end at --colsep or TAB: {name}. Any other"
                    + " argument does the same, but 0: that is for {FILE}, the value from FILE, which works with names as well.")
    private String header;

    @Option(names = "--skip-first-line", description = "Leave out the first value of the first source.")
    private boolean skipFirst;

    @Option(
            names = "--csv",
            description = "Cut values into columns as CSV: fields in quotation marks may hold separators and newlines.")
    private boolean csv;

    @Option(names = "--shuf", description = "Run the tasks in random order. Reads all of the input first.")
    private boolean shuffle;

    @Option(
            names = {"--total-jobs", "--total"},
            paramLabel = "N",
            description = "Take N for the number of tasks in {##} and total_jobs(), instead of reading all of the input first.")
    private long total;

    @Option(
            names = {"--milestone", "--ms"},
            paramLabel = "TEXT",
            description = "A value TEXT is no task: those after it start when all before it have ended.")
    private String milestone;

    // CommandLineSplitter has followed these two when the options are parsed.
    @Option(
            names = {"--arg-sep", "--argsep"},
            paramLabel = "TEXT",
            description = "Use TEXT instead of :::, and TEXT+ instead of :::+.")
    private String argumentSeparator;

    @Option(
            names = {"--arg-file-sep", "--argfilesep"},
            paramLabel = "TEXT",
            description = "Use TEXT instead of ::::, and TEXT+ instead of ::::+.")
    private String fileSeparator;

    /** Whether values end with NUL. */
    public boolean nul() {
        return nul;
    }

    /** What names the columns, or with {@code --pipe} is repeated before each block; null when nothing does. */
    public String header() {
        return header;
    }

    /** Null when values are not cut into columns. */
    public String columnSeparator() {
        return columnSeparator;
    }

    /** Whether tasks are run in stages. */
    public boolean staged() {
        return milestone != null;
    }

    /** @param packing from {@link PackingOptions} */
    public InputConfig config(Packing packing) {
        return new InputConfig(
                List.copyOf(files),
                delimiter(),
                columnSeparator,
                trim == null ? null : Trim.parse(trim),
                skipBlank,
                endMarker(),
                link,
                namesOf(header),
                skipFirst,
                csv,
                shuffle,
                total,
                milestone,
                packing);
    }

    private static InputConfig.Header namesOf(String header) {
        if (header == null) {
            return InputConfig.Header.NONE;
        }
        return header.equals("0") ? InputConfig.Header.FILE_NAMES : InputConfig.Header.FIRST_VALUES;
    }

    private byte[] delimiter() {
        if (nul) {
            return Delimiter.parse("\\0");
        }
        return delimiter == null ? null : Delimiter.parse(delimiter);
    }

    private String endMarker() {
        String marker = endMarker != null ? endMarker : attachedEndMarker;
        return marker == null || marker.isEmpty() ? null : marker;
    }
}
