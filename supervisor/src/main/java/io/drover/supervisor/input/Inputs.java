package io.drover.supervisor.input;

import java.io.ByteArrayInputStream;
import java.io.FileInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Opens the input of a run. */
public final class Inputs {
    private static final String STANDARD_INPUT = "-";

    private final InputConfig config;
    private final TaskForm form;
    private final InputStream standardInput;
    private final Consumer<String> warnings;
    private Records standardInputRecords;

    private Inputs(InputConfig config, TaskForm form, InputStream standardInput, Consumer<String> warnings) {
        this.config = config;
        this.form = form;
        this.standardInput = standardInput;
        this.warnings = warnings;
    }

    /**
     * Opens all files and parses the template; reads nothing yet.
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
        return new Inputs(config, form, standardInput, warnings).open(template, sources);
    }

    private TaskSource open(TemplateConfig config, List<InputSource> onCommandLine) throws IOException {
        List<InputSource> sources = new ArrayList<>();
        this.config.files().forEach(name -> sources.add(InputSource.file(name, false)));
        sources.addAll(onCommandLine);
        if (sources.isEmpty()) {
            sources.add(InputSource.file(STANDARD_INPUT, false));
        }
        List<Records> records = new ArrayList<>();
        for (InputSource source : sources) {
            records.add(filter(open(source)));
        }
        TemplateParser parser = new TemplateParser(
                config.strings().replacements(), config.strings().value(), Map.of());
        Template payload = payload(parser, config);
        if (records.size() == 1 && isPlain(payload)) {
            return new PlainTasks(records.get(0));
        }
        return tasks(combine(sources, records), payload, tag(parser));
    }

    private boolean isPlain(Template payload) {
        return payload.isIdentity()
                && form.tag() == null
                && !form.keepArguments()
                && config.columnSeparator() == null
                && config.effectiveTrim() == Trim.NONE
                && config.packing().maxLength() == 0
                && config.packing().isSingle()
                && config.packing().maxRows() != 0;
    }

    private Template payload(TemplateParser parser, TemplateConfig config) {
        if (form.shell()) {
            return parser.command(config.words(), config.quoteWords());
        }
        return parser.text(config.words().isEmpty() ? config.strings().value() : String.join(" ", config.words()));
    }

    private Template tag(TemplateParser parser) {
        if (form.tag() == null) {
            return null;
        }
        if (form.tag().template() == null) {
            return new Template(
                    List.of(Template.Word.of(List.of(new TemplatePart.Value(0, PathPart.WHOLE, false)))),
                    Template.Quoting.NONE);
        }
        return parser.tag(Escapes.expand(form.tag().template()));
    }

    private TaskSource tasks(Rows combined, Template payload, Template tag) throws IOException {
        Packing packing = config.packing();
        Rows rows = change(combined);
        Composer composer = new Composer(payload, packing.context());
        int limit = packing.maxLength() > 0 ? packing.fillLength() : Integer.MAX_VALUE;
        if (packing.fill()) {
            int maxRows = packing.maxRows() > 0 ? packing.maxRows() : Integer.MAX_VALUE;
            int slots = packing.spread() ? form.slots() : 1;
            rows = new FilledRows(rows, composer, new FilledRows.Limits(maxRows, packing.fillLength(), slots));
        } else if (!packing.isSingle()) {
            rows = new BatchedRows(rows, packing.maxRows());
        }
        return new ComposedTasks(
                rows,
                composer,
                tag == null ? null : new Composer(tag, packing.context()),
                new ComposedTasks.Options(limit, packing.maxRows() != 0, form.keepArguments(), 0));
    }

    private Rows change(Rows combined) {
        Rows rows = combined;
        if (config.columnSeparator() != null) {
            rows = new MappedRows(rows, new Columns(config.columnSeparator()));
        }
        Trim trim = config.effectiveTrim();
        return trim == Trim.NONE ? rows : new MappedRows(rows, MappedRows.trim(trim));
    }

    private Rows combine(List<InputSource> sources, List<Records> records) {
        if (records.size() == 1) {
            return new SingleRows(records.get(0));
        }
        if (config.link()) {
            return new WrappedRows(records);
        }
        List<Rows> groups = new ArrayList<>();
        for (int from = 0; from < records.size(); ) {
            int to = from + 1;
            while (to < records.size() && sources.get(to).linked()) {
                to++;
            }
            groups.add(to == from + 1
                    ? new SingleRows(records.get(from))
                    : new LinkedRows(List.copyOf(records.subList(from, to))));
            from = to;
        }
        return groups.size() == 1 ? groups.get(0) : new ProductRows(groups.get(0), groups.subList(1, groups.size()));
    }

    private Records filter(Records records) {
        boolean lines = config.delimiter() == null;
        byte[] endMarker = config.endMarker() == null ? null : Bytes.of(config.endMarker());
        if (!form.shell() && endMarker == null && !config.skipBlank()) {
            return records;
        }
        return new FilteredRecords(
                records, new FilteredRecords.Rules(endMarker, config.skipBlank(), form.shell(), lines, warnings));
    }

    private Records open(InputSource source) throws IOException {
        return switch (source.kind()) {
            case ARGUMENTS -> new RecordList(arguments(source.values()));
            case FILE -> openFile(source.values().get(0));
        };
    }

    /** A delimiter that was asked for cuts arguments too; a newline is left in them. */
    private List<byte[]> arguments(List<String> values) throws IOException {
        if (config.delimiter() == null || values.isEmpty()) {
            return values.stream().map(Bytes::of).toList();
        }
        String joined = String.join(Bytes.text(config.delimiter()), values);
        RecordReader reader = new RecordReader(
                "arguments", new ByteArrayInputStream(Bytes.of(joined)), config.delimiter());
        List<byte[]> records = new ArrayList<>();
        for (byte[] record = reader.next(); record != null; record = reader.next()) {
            records.add(record);
        }
        return records;
    }

    private Records openFile(String name) throws IOException {
        byte[] delimiter = config.delimiter() == null ? Delimiter.NEWLINE : config.delimiter();
        if (name.equals(STANDARD_INPUT)) {
            if (standardInputRecords == null) {
                standardInputRecords = new RecordReader("standard input", standardInput, delimiter);
            }
            return standardInputRecords;
        }
        String readable = Bytes.readable(name);
        Path path = Path.of(readable);
        if (Files.isDirectory(path)) {
            throw new IOException("cannot open " + readable + ": Is a directory");
        }
        try {
            // A stream of java.io: unlike those of java.nio it knows what a pipe has available.
            return new RecordReader(readable, new FileInputStream(path.toFile()), delimiter);
        } catch (FileNotFoundException e) {
            String reason = Files.exists(path) ? "Permission denied" : "No such file or directory";
            throw new IOException("cannot open " + readable + ": " + reason, e);
        }
    }
}
