package io.drover.cli.jobs;

import io.drover.cli.toml.Place;
import io.drover.parallel.text.RawArguments;

/**
 * Something that is wrong in a file.
 *
 * @param place where
 * @param message what
 */
record Fault(Place place, String message) {
    /** For people. */
    String text() {
        return RawArguments.text(place.faultInText(message).getMessage());
    }
}
