package io.drover.serve.process;

import java.nio.file.Path;

/**
 * Where what a process prints goes.
 *
 * @param output of standard output; null: nowhere but to those who look
 * @param error of standard error; null: where standard output goes
 * @param size bytes after which a file begins anew
 * @param kept how many earlier files there are
 */
public record Logs(Path output, Path error, long size, int kept) {}
