package io.drover.parallel.blocks;

import io.drover.supervisor.process.PrivateDirectory;
import java.nio.file.Path;

/**
 * How blocks of the input get to commands.
 *
 * @param blocks how the input is cut
 * @param way where a command finds its block
 * @param parts whether the sources are files whose parts the workers read themselves
 * @param whole whether each command gets all of the input
 * @param temporary directory for files
 * @param names where files and FIFOs are made that commands find by their names
 * @param dryRun whether the blocks are only counted
 * @param shards which command gets a line; null where blocks are not shared out like that
 */
public record PipeConfig(
        BlockConfig blocks,
        Way way,
        boolean parts,
        boolean whole,
        Path temporary,
        PrivateDirectory names,
        boolean dryRun,
        ShardConfig shards) {

    /** Where a command finds its block. */
    public enum Way {
        STANDARD_INPUT,
        FILE,
        FIFO,
        /** Each slot has one command, and its standard input gets many blocks. */
        ROUND_ROBIN
    }
}
