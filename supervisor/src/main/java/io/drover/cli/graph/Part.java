package io.drover.cli.graph;

import io.drover.cli.toml.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * The run, or one of its stages.
 *
 * @param settings its options
 * @param command its words; empty where there is none
 * @param place of its table
 */
public record Part(List<Setting> settings, List<String> command, Place place) {
    /** Its options that {@code wanted} wants, as words. */
    public List<String> options(Predicate<Setting> wanted) {
        return settings.stream().filter(wanted).flatMap(setting -> setting.words().stream()).toList();
    }

    /** All words of a stage. */
    public List<String> words() {
        List<String> words = new ArrayList<>(options(setting -> true));
        if (!command.isEmpty()) {
            words.add("--");
            words.addAll(command);
        }
        return words;
    }
}
