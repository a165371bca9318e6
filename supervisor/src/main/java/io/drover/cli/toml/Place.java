package io.drover.cli.toml;

import io.drover.parallel.text.RawArguments;
import io.drover.parallel.text.UsageException;

/**
 * Where something stands in a file.
 *
 * @param file its name, as it was given
 * @param line from 1; 0: the whole file is meant
 * @param column from 1
 */
public record Place(String file, int line, int column) {
    /** @param message whose characters are bytes */
    public UsageException fault(String message) {
        return new UsageException(file + (line == 0 ? "" : ":" + line + ":" + column) + ": " + message);
    }

    /** The same of a message with characters of any kind. */
    public UsageException faultInText(String message) {
        return fault(RawArguments.raw(message));
    }
}
