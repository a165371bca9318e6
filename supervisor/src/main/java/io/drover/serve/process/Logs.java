package io.drover.serve.process;

import java.nio.file.Path;

/**
 * Where what a process prints goes.
 *
 * @param output file of standard output, where {%} is the number of the process; null: nowhere but to those who look
 * @param error file of standard error; null: where standard output goes
 * @param size bytes after which a file begins anew
 * @param kept how many earlier files there are
 */
public record Logs(Path output, Path error, long size, int kept) {
    /** Null: none. */
    Path file(boolean standardError, String instance) {
        Path file = standardError && error != null ? error : output;
        String number = instance.substring(instance.lastIndexOf('.') + 1);
        return file == null ? null : Path.of(file.toString().replace("{%}", number));
    }
}
