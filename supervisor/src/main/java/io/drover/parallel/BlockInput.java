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
import io.drover.parallel.rows.Rows;
import io.drover.parallel.template.Composer;
import io.drover.parallel.template.SurroundingsTemplate;
import io.drover.parallel.template.TaskTerms;
import io.drover.parallel.template.Template;
import io.drover.parallel.template.TemplateConfig;
import io.drover.parallel.template.TemplateParser;
import io.drover.parallel.text.UsageException;
import io.drover.supervisor.TaskSource;
import io.drover.supervisor.core.TaskInput;
import io.drover.supervisor.process.PrivateDirectory;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Opens an input of blocks: each command reads one, or all of it; values may still be in its words. */
final class BlockInput {
    private final InputConfig config;
    private final TemplateConfig template;
    private final TaskForm form;

    BlockInput(InputConfig config, TemplateConfig template, TaskForm form) {
        this.config = config;
        this.template = template;
        this.form = form;
    }

    TaskSource open(
            PipeConfig pipe, List<InputSource> sources, SourceOpener opener, InputStream standardInput)
            throws IOException {
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
        TemplateParser parser = template.parser(Map.of());
        // A block with a name is an argument like others.
        boolean named = pipe.way() == PipeConfig.Way.FILE || pipe.way() == PipeConfig.Way.FIFO;
        Template payload = named
                ? parser.command(template.words(), template.quoteWords())
                : parser.pipedCommand(template.words(), template.quoteWords());
        Template tag = Tag.read(form.tag(), parser);
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
                TaskTerms.parse(parser, form.terms()),
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
        return new ValueRows(config, form).single(sources, records);
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
}
