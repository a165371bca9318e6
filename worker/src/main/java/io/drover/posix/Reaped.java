package io.drover.posix;

/**
 * A child that has been waited for, with what it used (getrusage(2): itself and the children it waited for).
 *
 * @param maxRssKib largest resident set of one process, in KiB
 */
public record Reaped(int pid, ExitStatus status, long userMicros, long systemMicros, long maxRssKib) {}
