package io.drover.parallel;

import io.drover.parallel.records.Records;
import io.drover.parallel.rows.ListedRows;
import io.drover.parallel.rows.Packing;
import io.drover.parallel.rows.Rows;
import io.drover.parallel.template.Composer;
import io.drover.parallel.template.SurroundingsTemplate;
import io.drover.parallel.template.TaskTerms;
import io.drover.parallel.template.Template;
import io.drover.parallel.template.TemplateConfig;
import io.drover.parallel.template.TemplateParser;
import io.drover.parallel.text.Trim;
import io.drover.parallel.text.UsageException;
import io.drover.supervisor.TaskCount;
import io.drover.supervisor.TaskSource;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Opens an input of values: each command gets some of them in its words. */
final class ValueInput {
    private final InputConfig config;
    private final TemplateConfig template;
    private final TaskForm form;
    private final ValueRows rows;

    /**
     * What was read of the command and its options.
     *
     * @param tag null where tasks have none
     * @param width how many columns there are; 0: each row says it
     */
    private record Parsed(
            Template payload,
            Template tag,
            TaskTerms terms,
            List<Composer> filters,
            SurroundingsTemplate surroundings,
            List<String> columnNames,
            int width) {

        boolean needsTotal() {
            return payload.needsTotal() || surroundings.needTotal() || tag != null && tag.needsTotal();
        }
    }

    ValueInput(InputConfig config, TemplateConfig template, TaskForm form) {
        this.config = config;
        this.template = template;
        this.form = form;
        this.rows = new ValueRows(config, form);
    }

    TaskSource open(List<InputSource> sources, SourceOpener opener) throws IOException {
        if (config.milestone() != null && !config.packing().isSingle()) {
            throw new UsageException("--milestone is for commands with one value each: it goes with none of -n, -L, -X and the like");
        }
        List<Records> records = rows.records(sources, opener);
        if (config.skipFirst()) {
            records.get(0).next();
        }
        Map<String, Integer> names =
                config.header() == InputConfig.Header.FIRST_VALUES ? rows.readNames(records) : Map.of();
        return open(sources, records, names, payload -> () -> count(sources, opener, payload));
    }

    /** One whose values come by and by; {@code columns} are their names. */
    TaskSource open(Records values, List<String> columns) throws IOException {
        Map<String, Integer> names = new HashMap<>();
        for (String column : columns) {
            names.put(column, names.size() + 1);
        }
        return open(List.of(), List.of(values), names, payload -> () -> null);
    }

    private TaskSource open(
            List<InputSource> sources, List<Records> records, Map<String, Integer> names, Function<Template, CountFinder> count)
            throws IOException {
        TemplateParser parser = template.parser(withFileNames(names, sources));
        Template payload = form.shell()
                ? parser.command(template.words(), template.quoteWords())
                : parser.text(template.words());
        if (template.shellQuote() > 0 && payload.hasSlot()) {
            throw new UsageException("--shellquote does not know the slot number");
        }
        if (records.size() == 1 && isPlain(payload)) {
            return new PlainTasks(records.get(0), count.apply(payload));
        }
        Parsed parsed = new Parsed(
                payload,
                Tag.read(form.tag(), parser),
                TaskTerms.parse(parser, form.terms()),
                template.filters().stream().map(filter -> filter(parser, filter)).toList(),
                SurroundingsTemplate.read(parser, template, config.packing().context()),
                columnNames(names),
                width(names, records.size()));
        return tasks(parsed, sources, records, count.apply(payload));
    }

    private static List<String> columnNames(Map<String, Integer> names) {
        return names.entrySet().stream().sorted((one, other) -> one.getValue() - other.getValue()).map(Map.Entry::getKey).toList();
    }

    private int width(Map<String, Integer> names, int sources) {
        if (!names.isEmpty()) {
            return names.size();
        }
        return rows.hasColumns() ? 0 : sources;
    }

    /** Null where values can be read only once, or some may be left out. */
    private TaskCount count(List<InputSource> sources, SourceOpener opener, Template payload) throws IOException {
        if (config.total() > 0) {
            return config::total;
        }
        boolean begun =
                config.header() == InputConfig.Header.FIRST_VALUES || config.skipFirst() || config.shuffle();
        if (!template.filters().isEmpty() || begun && sources.stream().anyMatch(InputSource::isStandardInput)) {
            return null;
        }
        SourceOpener again = opener.again(sources);
        return again == null
                ? null
                : () -> rows.count(sources, again, new Composer(payload, config.packing().context()));
    }

    private static Composer filter(TemplateParser parser, String expression) {
        Template template = parser.tag(expression);
        if (template.hasSlot()) {
            throw new UsageException("--filter does not know the slot number: it decides before a task starts");
        }
        return Composer.ofCondition(template);
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

    private boolean isPlain(Template payload) {
        return payload.isIdentity()
                && template.shellQuote() == 0
                && template.files().isEmpty()
                && template.directory() == null
                && template.filters().isEmpty()
                && form.tag() == null
                && form.terms() == null
                && !form.keepArguments()
                && !rows.hasColumns()
                && config.effectiveTrim() == Trim.NONE
                && !config.shuffle()
                && config.milestone() == null
                && config.packing().maxLength() == 0
                && config.packing().isSingle()
                && config.packing().maxRows() != 0;
    }

    private TaskSource tasks(Parsed parsed, List<InputSource> sources, List<Records> records, CountFinder count)
            throws IOException {
        Packing packing = config.packing();
        Composer composer = new Composer(parsed.payload(), packing.context());
        Rows packed = rows.packed(sources, records, composer);
        long total = config.total();
        if (total == 0 && parsed.needsTotal()) {
            List<byte[][]> all = packed.readAll();
            total = rows.milestone().without(new ListedRows(all, packed)).count();
            packed = new ListedRows(all, packed);
        }
        return new ComposedTasks(
                packed,
                composer,
                parsed.tag() == null ? null : new Composer(parsed.tag(), packing.context()),
                new ComposedTasks.Options(
                        packing.maxLength() > 0 ? packing.fillLength(form.shell()) : Integer.MAX_VALUE,
                        packing.maxRows() != 0,
                        form.keepArguments(),
                        total,
                        form.mostSlots(),
                        template.shellQuote(),
                        parsed.terms(),
                        parsed.width(),
                        parsed.columnNames(),
                        parsed.filters(),
                        parsed.surroundings(),
                        rows.milestone()),
                count);
    }
}
