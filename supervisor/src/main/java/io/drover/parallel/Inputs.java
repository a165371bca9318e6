package io.drover.parallel;

import io.drover.parallel.blocks.BlockReader;
import io.drover.parallel.blocks.Blocks;
import io.drover.parallel.blocks.DealtBlocks;
import io.drover.parallel.blocks.FileBlocks;
import io.drover.parallel.blocks.MeasuredInput;
import io.drover.parallel.blocks.NamedBlocks;
import io.drover.parallel.blocks.PipeConfig;
import io.drover.parallel.blocks.ShardedLines;
import io.drover.parallel.blocks.StreamBlocks;
import io.drover.parallel.blocks.WholeInput;
import io.drover.parallel.blocks.WithoutBlankLines;
import io.drover.parallel.blocks.WithoutFirstLine;
import io.drover.parallel.records.Records;
import io.drover.parallel.rows.BatchedRows;
import io.drover.parallel.rows.Columns;
import io.drover.parallel.rows.CsvColumns;
import io.drover.parallel.rows.FilledRows;
import io.drover.parallel.rows.LinkedRows;
import io.drover.parallel.rows.ListedRows;
import io.drover.parallel.rows.MappedRows;
import io.drover.parallel.rows.Milestone;
import io.drover.parallel.rows.Packing;
import io.drover.parallel.rows.ProductRows;
import io.drover.parallel.rows.Rows;
import io.drover.parallel.rows.SingleRows;
import io.drover.parallel.rows.WrappedRows;
import io.drover.parallel.template.AttemptCount;
import io.drover.parallel.template.Composer;
import io.drover.parallel.template.SurroundingsTemplate;
import io.drover.parallel.template.Template;
import io.drover.parallel.template.TemplateConfig;
import io.drover.parallel.template.TemplateParser;
import io.drover.parallel.text.Bytes;
import io.drover.parallel.text.Escapes;
import io.drover.parallel.text.Trim;
import io.drover.parallel.text.UsageException;
import io.drover.supervisor.TaskCount;
import io.drover.supervisor.TaskSource;
import io.drover.supervisor.core.TaskInput;
import io.drover.supervisor.process.PrivateDirectory;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** Opens the input of a run. */
public final class Inputs {
    /** What ends a column where there are names and nobody says what does. */
    private static final String COLUMN_END = "\t";

    private final InputConfig config;
    private final TemplateConfig template;
    private final TaskForm form;
    /** How a value is cut into columns; null when it is not. */
    private final UnaryOperator<byte[][]> columns;
    private final Milestone milestone;

    private Inputs(InputConfig config, TemplateConfig template, TaskForm form) {
        this.config = config;
        this.template = template;
        this.form = form;
        this.milestone = Milestone.of(config.milestone());
        if (config.csv()) {
            columns = new CsvColumns(config.columnSeparator());
        } else if (config.columnSeparator() != null) {
            columns = new Columns(config.columnSeparator());
        } else {
            columns = config.header() == InputConfig.Header.NONE ? null : new Columns(COLUMN_END);
        }
    }

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
        return new Inputs(config, template, form).open(sources, opener);
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
        return new Inputs(config, template, form).openPiped(pipe, sources, opener, standardInput);
    }

    /** Whether values come from standard input, so that nobody else can have it. */
    public static boolean readStandardInput(InputConfig config, List<InputSource> sources) {
        return allSources(config, sources).stream().anyMatch(InputSource::isStandardInput);
    }

    private static List<InputSource> allSources(InputConfig config, List<InputSource> onCommandLine) {
        List<InputSource> sources = new ArrayList<>();
        config.files().forEach(name -> sources.add(InputSource.argumentFile(name)));
        sources.addAll(onCommandLine);
        if (sources.isEmpty()) {
            sources.add(InputSource.file(InputSource.STANDARD_INPUT, false));
        }
        return sources;
    }

    private TaskSource open(List<InputSource> onCommandLine, SourceOpener opener) throws IOException {
        if (config.milestone() != null && !config.packing().isSingle()) {
            throw new UsageException("--milestone is for commands with one value each: it goes with none of -n, -L, -X and the like");
        }
        List<InputSource> sources = allSources(config, onCommandLine);
        List<Records> records = records(sources, opener);
        if (config.skipFirst()) {
            records.get(0).next();
        }
        Map<String, Integer> names =
                config.header() == InputConfig.Header.FIRST_VALUES ? readNames(records) : Map.of();
        TemplateParser parser = parser(withFileNames(names, sources));
        Template payload = form.shell()
                ? parser.command(template.words(), template.quoteWords())
                : parser.text(template.words());
        if (template.shellQuote() > 0 && payload.hasSlot()) {
            throw new UsageException("--shellquote does not know the slot number");
        }
        if (records.size() == 1 && isPlain(payload)) {
            return new PlainTasks(records.get(0), () -> count(sources, opener, payload));
        }
        List<String> columnNames = names.entrySet().stream()
                .sorted(Map.Entry.comparingByValue())
                .map(Map.Entry::getKey)
                .toList();
        List<Composer> filters = template.filters().stream()
                .map(filter -> filter(parser, filter))
                .toList();
        AttemptCount attempts = AttemptCount.parse(parser, form.attempts());
        SurroundingsTemplate surroundings =
                SurroundingsTemplate.read(parser, template, config.packing().context());
        return tasks(
                combine(sources, records),
                payload,
                tag(parser),
                attempts,
                columnNames,
                columns == null ? records.size() : 0,
                filters,
                surroundings,
                () -> count(sources, opener, payload));
    }

    /** Null where values can be read only once, or some may be left out. */
    private TaskCount count(List<InputSource> sources, SourceOpener opener, Template payload) throws IOException {
        if (config.total() > 0) {
            return config::total;
        }
        boolean hasHeader = config.header() == InputConfig.Header.FIRST_VALUES;
        boolean begun = hasHeader || config.skipFirst() || config.shuffle();
        if (!template.filters().isEmpty() || begun && sources.stream().anyMatch(InputSource::isStandardInput)) {
            return null;
        }
        SourceOpener again = opener.again(sources);
        return again == null ? null : () -> {
            List<Records> records = records(sources, again);
            try (Rows combined = combine(sources, records)) {
                if (config.skipFirst()) {
                    records.get(0).next();
                }
                for (int i = 0; hasHeader && i < records.size(); i++) {
                    records.get(i).next();
                }
                return pack(milestone.without(cut(combined)), new Composer(payload, config.packing().context())).count();
            }
        };
    }

    private List<Records> records(List<InputSource> sources, SourceOpener opener) throws IOException {
        List<Records> records = new ArrayList<>();
        for (InputSource source : sources) {
            records.add(milestone.after(opener.open(source)));
        }
        return records;
    }

    private static Composer filter(TemplateParser parser, String expression) {
        Template template = parser.tag(expression);
        if (template.hasSlot()) {
            throw new UsageException("--filter does not know the slot number: it decides before a task starts");
        }
        return Composer.ofCondition(template);
    }

    private TemplateParser parser(Map<String, Integer> names) {
        return new TemplateParser(template.replacements(names), template.strings().value(), names);
    }

    /** A file has its place among the files, whatever else there is. */
    private Map<String, Integer> withFileNames(Map<String, Integer> names, List<InputSource> sources) {
        if (config.header() == InputConfig.Header.NONE) {
            return names;
        }
        Map<String, Integer> all = new HashMap<>(names);
        int place = 0;
        for (InputSource source : sources) {
            if (source.kind() == InputSource.Kind.FILE) {
                all.putIfAbsent(source.values().get(0), ++place);
            }
        }
        return all;
    }

    private TaskSource openPiped(
            PipeConfig pipe, List<InputSource> onCommandLine, SourceOpener opener, InputStream standardInput)
            throws IOException {
        List<InputSource> sources = new ArrayList<>();
        config.files().forEach(name -> sources.add(InputSource.argumentFile(name)));
        sources.addAll(onCommandLine);
        if (template.words().isEmpty() && !pipe.whole()) {
            throw new UsageException("--pipe needs a command to pipe into, such as cat");
        }
        List<InputSource> files = pipe.parts()
                ? sources.stream().filter(source -> source.kind() == InputSource.Kind.FILE).toList()
                : List.of();
        List<InputSource> values = sources.stream().filter(source -> !files.contains(source)).toList();
        if (pipe.whole() && values.isEmpty()) {
            throw new UsageException("--tee needs values, one for each command that gets the input: ::: VALUES");
        }
        Rows rows = pipe.parts() && !pipe.whole() || values.isEmpty() ? null : rows(values, opener);
        TemplateParser parser = parser(Map.of());
        // A block with a name is an argument like others.
        boolean named = pipe.way() == PipeConfig.Way.FILE || pipe.way() == PipeConfig.Way.FIFO;
        Template payload = named
                ? parser.command(template.words(), template.quoteWords())
                : parser.pipedCommand(template.words(), template.quoteWords());
        Template tag = tag(parser);
        Blocks blocks = pipe.whole()
                ? whole(pipe, files, standardInput)
                : pipe.parts()
                ? new FileBlocks(fileNames(files), pipe.blocks(), form.slots(), config.skipFirst())
                : pipe.shards() != null && !pipe.dryRun()
                ? new ShardedLines(standardInput, pipe.shards(), form.slots(), pipe.names())
                : new StreamBlocks(blockReader(pipe, standardInput), !pipe.dryRun());
        return new PipedTasks(
                delivered(blocks, pipe),
                rows,
                new Composer(payload, false),
                tag == null ? null : new Composer(tag, false),
                AttemptCount.parse(parser, form.attempts()),
                SurroundingsTemplate.read(parser, template, false),
                form.mostSlots(),
                pipe.whole() ? form.slots() : 0,
                form.keepArguments());
    }

    private static Blocks whole(PipeConfig pipe, List<InputSource> files, InputStream standardInput) {
        if (files.size() > 1) {
            throw new UsageException("--tee takes one file");
        }
        return files.isEmpty()
                ? new WholeInput(standardInput, pipe.temporary())
                : new WholeInput(files.get(0).values().get(0));
    }

    private Blocks delivered(Blocks blocks, PipeConfig pipe) {
        PrivateDirectory directory = pipe.names();
        return switch (pipe.way()) {
            case STANDARD_INPUT -> blocks;
            case FILE -> new NamedBlocks(blocks, TaskInput.Place.FILE, directory);
            case FIFO -> new NamedBlocks(blocks, TaskInput.Place.FIFO, directory);
            case ROUND_ROBIN -> pipe.dryRun() ? blocks : new DealtBlocks(blocks, form.slots(), directory);
        };
    }

    private Rows rows(List<InputSource> sources, SourceOpener opener) throws IOException {
        List<Records> records = new ArrayList<>();
        for (InputSource source : sources) {
            if (source.isStandardInput()) {
                throw new UsageException("--pipe reads blocks from standard input, which cannot hold values as well");
            }
            records.add(opener.open(source));
        }
        if (config.skipFirst()) {
            records.get(0).next();
        }
        return shuffle(cut(combine(sources, records)));
    }

    private BlockReader blockReader(PipeConfig pipe, InputStream standardInput) {
        InputStream lines = config.skipFirst() ? new WithoutFirstLine(standardInput) : standardInput;
        InputStream wanted = config.skipBlank() ? new WithoutBlankLines(lines) : lines;
        long parts = -pipe.blocks().size() * form.slots();
        return parts <= 0
                ? new BlockReader(wanted, pipe.blocks())
                : new BlockReader(new MeasuredInput(wanted, pipe.temporary()), pipe.blocks(), parts);
    }

    private static List<String> fileNames(List<InputSource> files) {
        if (files.isEmpty()) {
            throw new UsageException("--pipe-part needs files to read parts of: -a FILE or :::: FILE");
        }
        return files.stream().map(source -> source.values().get(0)).toList();
    }

    private boolean isPlain(Template payload) {
        return payload.isIdentity()
                && template.shellQuote() == 0
                && template.files().isEmpty()
                && template.directory() == null
                && template.filters().isEmpty()
                && form.tag() == null
                && form.attempts() == null
                && !form.keepArguments()
                && columns == null
                && config.effectiveTrim() == Trim.NONE
                && !config.shuffle()
                && config.milestone() == null
                && config.packing().maxLength() == 0
                && config.packing().isSingle()
                && config.packing().maxRows() != 0;
    }

    /** The names the first values give to the columns; what follows them is left. */
    private Map<String, Integer> readNames(List<Records> sources) throws IOException {
        Map<String, Integer> names = new HashMap<>();
        int position = 0;
        for (Records source : sources) {
            byte[] header = source.next();
            byte[][] row = {header == null ? Bytes.EMPTY : withoutReturn(header)};
            for (byte[] name : columns == null ? row : columns.apply(row)) {
                names.putIfAbsent(Bytes.text(config.effectiveTrim().apply(name)), ++position);
            }
        }
        return names;
    }

    /** Lines of DOS end with one more letter, which is no part of a name. */
    private static byte[] withoutReturn(byte[] line) {
        return line.length > 0 && line[line.length - 1] == '\r' ? Bytes.slice(line, 0, line.length - 1) : line;
    }

    private Template tag(TemplateParser parser) {
        if (form.tag() == null) {
            return null;
        }
        if (form.tag().template() == null) {
            return Template.VALUES;
        }
        return parser.tag(Escapes.expand(form.tag().template()));
    }

    private TaskSource tasks(
            Rows combined,
            Template payload,
            Template tag,
            AttemptCount attempts,
            List<String> columnNames,
            int width,
            List<Composer> filters,
            SurroundingsTemplate surroundings,
            CountFinder count)
            throws IOException {
        Packing packing = config.packing();
        Composer composer = new Composer(payload, packing.context());
        Rows rows = pack(shuffle(cut(combined)), composer);
        long total = config.total();
        if (total == 0 && (payload.needsTotal() || surroundings.needTotal() || tag != null && tag.needsTotal())) {
            List<byte[][]> all = rows.readAll();
            total = milestone.without(new ListedRows(all, rows)).count();
            rows = new ListedRows(all, rows);
        }
        return new ComposedTasks(
                rows,
                composer,
                tag == null ? null : new Composer(tag, packing.context()),
                new ComposedTasks.Options(
                        packing.maxLength() > 0 ? packing.fillLength(form.shell()) : Integer.MAX_VALUE,
                        packing.maxRows() != 0,
                        form.keepArguments(),
                        total,
                        form.mostSlots(),
                        template.shellQuote(),
                        attempts,
                        columnNames.isEmpty() ? width : columnNames.size(),
                        columnNames,
                        filters,
                        surroundings,
                        milestone),
                count);
    }

    private Rows cut(Rows combined) {
        Rows rows = columns == null ? combined : new MappedRows(combined, columns);
        Trim trim = config.effectiveTrim();
        return trim == Trim.NONE ? rows : new MappedRows(rows, MappedRows.trim(trim));
    }

    private Rows shuffle(Rows rows) throws IOException {
        if (!config.shuffle()) {
            return rows;
        }
        List<byte[][]> all = rows.readAll();
        Collections.shuffle(all);
        return new ListedRows(all, rows);
    }

    private Rows pack(Rows rows, Composer composer) {
        Packing packing = config.packing();
        if (packing.fill()) {
            int maxRows = packing.maxRows() > 0 ? packing.maxRows() : Integer.MAX_VALUE;
            int slots = packing.spread() ? form.slots() : 1;
            int maxLength = packing.fillLength(form.shell());
            return new FilledRows(rows, composer, new FilledRows.Limits(maxRows, maxLength, slots));
        }
        return packing.isSingle() ? rows : new BatchedRows(rows, packing.maxRows());
    }

    private Rows combine(List<InputSource> sources, List<Records> records) {
        if (records.size() == 1) {
            return new SingleRows(records.get(0));
        }
        if (config.link()) {
            return new WrappedRows(records);
        }
        List<Rows> groups = new ArrayList<>();
        for (int from = 0, to; from < records.size(); from = to) {
            to = from + 1;
            while (to < records.size() && sources.get(to).linked()) {
                to++;
            }
            groups.add(to == from + 1
                    ? new SingleRows(records.get(from))
                    : new LinkedRows(List.copyOf(records.subList(from, to))));
        }
        return groups.size() == 1 ? groups.get(0) : new ProductRows(groups.get(0), groups.subList(1, groups.size()));
    }
}
