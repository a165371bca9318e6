package io.drover.cli.graph;

import io.drover.cli.direct.LongOption;
import io.drover.cli.direct.OptionNames;
import io.drover.cli.direct.ValueKind;
import io.drover.cli.options.StageOptions;
import io.drover.cli.toml.Place;
import io.drover.cli.words.Suggestion;
import io.drover.parallel.text.RawArguments;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.tomlj.TomlArray;
import org.tomlj.TomlPosition;
import org.tomlj.TomlTable;

/** Reads a table whose keys are options: what is the same for the run and for stages. */
final class TableReader {
    private final String file;
    /** As for {@link io.drover.cli.direct.DirectParser#parse}. */
    private final Object options;

    TableReader(String file, Object options) {
        this.file = file;
        this.options = options;
    }

    Place place(TomlPosition at) {
        return at == null ? new Place(file, 0, 0) : new Place(file, at.line(), at.column());
    }

    Place place(TomlTable table, String key) {
        return place(table.inputPositionOf(List.of(key)));
    }

    /**
     * The option {@code key} of a table.
     *
     * @param ofStage whether the table is a stage's
     * @param others keys that are none of options
     */
    Setting setting(TomlTable table, String key, boolean ofStage, String... others) {
        Place place = place(table, key);
        String name = "--" + key;
        LongOption option = LongOption.find(name).filter(found -> !name.equals("--stage"))
                .orElseThrow(() -> place.faultInText("unknown key '" + key + "'" + meant(key, ofStage, others)));
        if (StageOptions.has(name) != ofStage) {
            throw place.fault(ofStage
                    ? key + " is for the whole run: it stands below [run]"
                    : key + " is of a stage: it stands below [[stage]]");
        }
        return new Setting(name, words(name, option, table.get(List.of(key)), place), place);
    }

    private static String meant(String key, boolean ofStage, String... others) {
        Stream<String> names = OptionNames.ofRun().longNames()
                .filter(name -> StageOptions.has(name) == ofStage && LongOption.find(name).isPresent())
                .map(name -> name.substring(2));
        return Suggestion.closest(key, Stream.concat(Stream.of(others), names))
                .map(close -> "; did you mean " + close + "?")
                .orElse("");
    }

    private List<String> words(String name, LongOption option, Object value, Place place) {
        if (value instanceof Boolean given && (option.isFlag() || option.mayStandAlone())) {
            return given ? List.of(name) : List.of();
        }
        if (option.isFlag()) {
            throw place.fault(name.substring(2) + " wants true or false");
        }
        List<String> words = new ArrayList<>();
        for (Object single : option.hasMany(options) ? each(value, name.equals("--env")) : List.of(value)) {
            words.add(name + "=" + word(name, option.kind(), single, place));
        }
        return words;
    }

    /** What is in an array, or in a table of variables; else the one value. */
    private static List<Object> each(Object value, boolean variables) {
        if (value instanceof TomlArray array) {
            return array.toList();
        }
        if (variables && value instanceof TomlTable table) {
            return table.keySet().stream()
                    .<Object>map(key -> scalar(table.get(List.of(key))) ? key + "=" + table.get(List.of(key)) : table)
                    .toList();
        }
        return List.of(value);
    }

    private static boolean scalar(Object value) {
        return value instanceof String || value instanceof Long || value instanceof Double;
    }

    private static String word(String name, ValueKind kind, Object value, Place place) {
        boolean whole = kind == ValueKind.INTEGER || kind == ValueKind.LONG;
        if (whole ? !(value instanceof Long) : !scalar(value)) {
            throw place.fault(name.substring(2) + " wants " + (whole ? "a whole number" : "a string or a number"));
        }
        return raw(value.toString(), place);
    }

    /** As a word of a command line. */
    static String raw(String text, Place place) {
        if (text.indexOf('\0') >= 0) {
            throw place.fault("no word of a command line has a NUL in it");
        }
        return RawArguments.raw(text);
    }
}
