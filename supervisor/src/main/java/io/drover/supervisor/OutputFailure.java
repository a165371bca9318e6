package io.drover.supervisor;

/**
 * Why output cannot be written any more.
 *
 * @param readerGone the reader of our stdout has closed it (EPIPE): stop quietly, as any Unix tool does
 * @param message one line for the user
 */
public record OutputFailure(boolean readerGone, String message) {}
