package io.drover.cli.options;

import io.drover.parallel.blocks.BlockConfig;
import io.drover.parallel.blocks.PipeConfig;
import io.drover.parallel.blocks.ShardConfig;
import io.drover.parallel.text.UsageException;
import io.drover.supervisor.process.PrivateDirectory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Options about blocks of the input as the standard input of commands. */
public final class PipeOptions {
    private static final long DEFAULT_PARTS = -10;

    @Option(
            names = {"--pipe", "--spreadstdin"},
            description = "Cut standard input into blocks of whole records; each is the standard input of a command.")
    private boolean pipe;

    @Option(
            names = {"--pipe-part", "--pipepart"},
            description = "Like --pipe, with parts of the files named by -a or ::::, which workers read themselves.")
    private boolean pipePart;

    @Option(
            names = {"--block", "--block-size"},
            paramLabel = "SIZE",
            converter = SizeConverter.class,
            description = "Size of a block, with k, K, m, M, g or G. Default: 1M. -N makes N for each slot;"
                    + " with --pipe all of the input is read first. Default with --pipe-part: -10.")
    private Long block;

    @Option(
            names = "--recend",
            arity = "1",
            paramLabel = "TEXT",
            description = "Records end with TEXT; understands \\n and the like. Default, without --recstart: \\n.")
    private String recordEnd;

    @Option(names = "--recstart", arity = "1", paramLabel = "TEXT", description = "Records start with TEXT.")
    private String recordStart;

    @Option(
            names = {"--regexp", "--regex"},
            description = "--recend and --recstart are regular expressions.")
    private boolean regexp;

    @Option(
            names = {"--remove-rec-sep", "--removerecsep", "--rrs"},
            description = "Leave out the texts of --recend and --recstart.")
    private boolean removeSeparators;

    @Option(
            names = {"--round-robin", "--roundrobin", "--round"},
            description = "Start one command for each slot and give it many blocks.")
    private boolean roundRobin;

    @Option(names = "--tee", description = "Each command gets all of the input; there is one for each value.")
    private boolean tee;

    @Option(
            names = "--group-by",
            paramLabel = "COLUMN",
            description = "Keep lines together that have the same value in COLUMN, a number or a name in the header;"
                    + " Perl code may follow it, or take its place. Columns end with --colsep or TAB. With -N1 each group"
                    + " has its own command.")
    private String groupBy;

    @Option(
            names = "--shard",
            paramLabel = "COLUMN",
            description = "Start one command for each slot; lines with the same value in COLUMN, a number or a name in the"
                    + " first line, go to the same one. Perl code may follow it. Columns end with --colsep or a comma.")
    private String shard;

    @Option(
            names = "--bin",
            paramLabel = "COLUMN",
            description = "As --shard; the value is the number of the command, counted round.")
    private String bin;

    @Option(names = "--cat", description = "A command finds its block in a temporary file called {}.")
    private boolean cat;

    @Option(names = "--fifo", description = "A command finds its block in a FIFO called {}.")
    private boolean fifo;

    public boolean given() {
        return pipe || pipePart || cat || fifo || groupBy != null || shard != null || bin != null;
    }

    /** Whether each command gets all of the input. */
    public boolean tee() {
        return tee;
    }

    /** Whether blocks are cut from standard input. */
    public boolean readsStandardInput() {
        return given() && !pipePart;
    }

    /**
     * @param header of {@link InputOptions}; null without
     * @param columnSeparator of {@link InputOptions}; null without
     * @param records how many in each block; 0 for as many as fit
     * @param lines how many are a record; 0 for what ends one
     * @param names where files and FIFOs for commands are made
     */
    public PipeConfig config(
            String header,
            String columnSeparator,
            int records,
            int lines,
            Path temporary,
            PrivateDirectory names,
            boolean dryRun) {
        if (cat && fifo) {
            throw new UsageException("of --cat and --fifo only one can be chosen");
        }
        if (pipePart && (records > 0 || lines > 0)) {
            throw new UsageException("--pipe-part knows no -N, -n and -L; use --pipe or --block");
        }
        if (pipePart && removeSeparators) {
            throw new UsageException("--pipe-part leaves files as they are; use --pipe with --remove-rec-sep");
        }
        if (groupBy != null && (pipePart || removeSeparators || recordStart != null || recordEnd != null)) {
            throw new UsageException("--group-by groups lines of standard input: no --pipe-part, --recstart, --recend, --rrs");
        }
        BlockConfig blocks = new BlockConfig(
                size(), records, lines, recordEnd(), text(recordStart), regexp, removeSeparators, headerOf(header));
        return new PipeConfig(
                groupBy == null ? blocks : blocks.groupedBy(groupBy, columnSeparator == null ? "\t" : columnSeparator),
                way(),
                pipePart,
                tee,
                temporary,
                names,
                dryRun,
                shards(columnSeparator));
    }

    /** Null without. */
    private ShardConfig shards(String columnSeparator) {
        if (shard == null && bin == null) {
            return null;
        }
        if (shard != null && bin != null || pipePart || tee || cat || fifo || roundRobin || groupBy != null) {
            throw new UsageException("--shard and --bin share out the lines of standard input: no other way with them");
        }
        return shard != null
                ? ShardConfig.of("--shard", shard, columnSeparator)
                : ShardConfig.of("--bin", bin, columnSeparator);
    }

    private long size() {
        if (block != null && block != 0) {
            return block;
        }
        return pipePart ? DEFAULT_PARTS : BlockConfig.DEFAULT_SIZE;
    }

    private byte[] recordEnd() {
        return recordEnd == null && recordStart == null ? new byte[] {'\n'} : text(recordEnd);
    }

    private byte[] text(String option) {
        if (option == null) {
            return new byte[0];
        }
        return regexp ? option.getBytes(StandardCharsets.ISO_8859_1) : BlockConfig.text(option);
    }

    private static String headerOf(String header) {
        if (header == null) {
            return null;
        }
        if (header.equals(":")) {
            return ".*\n";
        }
        return header.matches("[0-9]{1,9}") ? "(?:.*\n){" + header + "}" : header;
    }

    private PipeConfig.Way way() {
        if (cat) {
            return PipeConfig.Way.FILE;
        }
        if (fifo) {
            return PipeConfig.Way.FIFO;
        }
        return roundRobin ? PipeConfig.Way.ROUND_ROBIN : PipeConfig.Way.STANDARD_INPUT;
    }
}
