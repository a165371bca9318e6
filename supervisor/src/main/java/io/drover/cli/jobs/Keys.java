package io.drover.cli.jobs;

import io.drover.cli.toml.Place;
import io.drover.cli.words.Durations;
import io.drover.cli.words.Suggestion;
import io.drover.parallel.text.RawArguments;
import io.drover.parallel.text.UsageException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.tomlj.TomlArray;
import org.tomlj.TomlPosition;
import org.tomlj.TomlTable;

/** A table whose keys are read one by one. What is wrong is kept, and reading goes on with what there would be without that key. */
final class Keys {
    private final String file;
    private final TomlTable table;
    private final Place place;
    private final List<Fault> faults;
    private final Set<String> known = new TreeSet<>();
    private boolean fine = true;

    Keys(String file, TomlTable table, Place place, List<Fault> faults) {
        this.file = file;
        this.table = table;
        this.place = place;
        this.faults = faults;
    }

    /** Where a key stands, or the table where it is not there. */
    private Place place(String key) {
        TomlPosition at = table.inputPositionOf(List.of(key));
        return at == null ? place : new Place(file, at.line(), at.column());
    }

    /** Something is wrong about a key. */
    void fault(String key, String message) {
        faults.add(new Fault(place(key), message));
        fine = false;
    }

    /** Whether nothing is wrong until now. */
    boolean areFine() {
        return fine;
    }

    /** All that there are, known or not. */
    Set<String> names() {
        return table.keySet();
    }

    boolean has(String key) {
        return table.contains(List.of(key));
    }

    /** What it is made into; empty where it is not there, or wrong. */
    private <T> Optional<T> value(String key, String wanted, Function<Object, T> made) {
        known.add(key);
        Object value = table.get(List.of(key));
        if (value == null) {
            return Optional.empty();
        }
        try {
            T result = made.apply(value);
            if (result != null) {
                return Optional.of(result);
            }
            fault(key, key + " wants " + wanted);
        } catch (UsageException e) {
            fault(key, RawArguments.text(e.getMessage()));
        }
        return Optional.empty();
    }

    Optional<String> text(String key) {
        return value(key, "a string", Keys::text);
    }

    /** A string, or a number as it is written in one. */
    Optional<String> textOrNumber(String key) {
        return value(key, "a string or a number", value -> value instanceof Number ? value.toString() : text(value));
    }

    Optional<Boolean> flag(String key) {
        return value(key, "true or false", value -> value instanceof Boolean flag ? flag : null);
    }

    Optional<Long> whole(String key) {
        return value(key, "a whole number", value -> value instanceof Long number ? number : null);
    }

    /** Whether it is there and no more than false. */
    boolean isFalse(String key) {
        known.add(key);
        return Boolean.FALSE.equals(table.get(List.of(key)));
    }

    private static String text(Object value) {
        if (value instanceof String text && text.indexOf('\0') >= 0) {
            throw new UsageException("a string for a command has no NUL in it");
        }
        return value instanceof String text ? text : null;
    }

    /** One string, or several in brackets. */
    Optional<List<String>> words(String key) {
        return value(key, "a string, or strings in brackets", value -> value instanceof String ? List.of(text(value)) : strings(value));
    }

    boolean isList(String key) {
        return table.get(List.of(key)) instanceof TomlArray;
    }

    private static List<String> strings(Object value) {
        return value instanceof TomlArray array && array.toList().stream().allMatch(String.class::isInstance)
                ? array.toList().stream().map(Keys::text).toList()
                : null;
    }

    Optional<Integer> number(String key, int least, int most) {
        return value(key, "a whole number from " + least + " to " + most, value -> whole(value, least, most));
    }

    private static Integer whole(Object value, int least, int most) {
        return value instanceof Long number && number >= least && number <= most ? Integer.valueOf(number.intValue()) : null;
    }

    Optional<List<Integer>> numbers(String key, int least, int most) {
        return value(key, "whole numbers from " + least + " to " + most + " in brackets", value -> {
            if (!(value instanceof TomlArray array)) {
                return null;
            }
            List<Integer> numbers = new ArrayList<>();
            for (Object one : array.toList()) {
                numbers.add(whole(one, least, most));
            }
            return numbers.contains(null) ? null : numbers;
        });
    }

    Optional<Double> share(String key) {
        return value(key, "a number above 0", value -> value instanceof Number number && number.doubleValue() > 0 ? number.doubleValue() : null);
    }

    /** Seconds, or a time in a string. */
    Duration time(String key, String usual, boolean orNone) {
        String wanted = "seconds or a time such as \"1m30s\"" + (orNone ? "" : ", above 0");
        return value(key, wanted, value -> value instanceof String || value instanceof Number ? duration(value.toString(), key, orNone) : null)
                .orElseGet(() -> duration(usual, key, true));
    }

    private static Duration duration(String text, String key, boolean orNone) {
        Duration time = Duration.ofMillis(Durations.millis(text, key));
        return time.isZero() && !orNone ? null : time;
    }

    /** Bytes: a number, or one with K, M, G or T in a string. */
    Optional<Long> size(String key) {
        return value(key, "a number of bytes such as 1000000 or \"512M\", above 0", value -> {
            String text = value.toString();
            if (!(value instanceof Long || value instanceof String) || !text.matches("[1-9]\\d{0,11}[KMGT]?")) {
                return null;
            }
            int unit = "KMGT".indexOf(text.charAt(text.length() - 1)) + 1;
            return Long.parseLong(unit == 0 ? text : text.substring(0, text.length() - 1)) << 10 * unit;
        });
    }

    <E extends Enum<E>> Optional<E> choice(String key, E[] values) {
        String names = Stream.of(values).map(Keys::word).map(word -> '"' + word + '"').collect(Collectors.joining(" or "));
        return value(key, names, value -> Stream.of(values).filter(one -> word(one).equals(value)).findFirst().orElse(null));
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Names with values, which are strings or numbers. */
    Map<String, String> variables(String key) {
        return value(key, "a table of strings", value -> {
            if (!(value instanceof TomlTable variables)) {
                return null;
            }
            Map<String, String> made = new LinkedHashMap<>();
            for (String name : variables.keySet()) {
                Object one = variables.get(List.of(name));
                if (!(one instanceof String || one instanceof Number || one instanceof Boolean) || name.isEmpty() || name.contains("=")) {
                    return null;
                }
                made.put(name, text((Object) one.toString()));
            }
            return made;
        }).orElse(Map.of());
    }

    /** A table below this one. */
    Optional<Keys> table(String key) {
        return value(key, "a table", value -> value instanceof TomlTable below ? new Keys(file, below, place(key), faults) : null);
    }

    /** Tables in an array, as [[key]] makes it. */
    List<Keys> tables(String key) {
        return value(key, "tables: write [[" + key + "]]", value -> {
            if (!(value instanceof TomlArray array) || !array.toList().stream().allMatch(TomlTable.class::isInstance)) {
                return null;
            }
            List<Keys> tables = new ArrayList<>();
            for (int i = 0; i < array.size(); i++) {
                TomlPosition at = array.inputPositionOf(i);
                tables.add(new Keys(file, (TomlTable) array.get(i), new Place(file, at.line(), at.column()), faults));
            }
            return tables;
        }).orElse(List.of());
    }

    /** All that is wanted has been read: what is left is unknown. */
    void end() {
        for (String key : table.keySet()) {
            if (!known.contains(key)) {
                fault(key, "unknown key '" + key + "'" + Suggestion.closest(key, known.stream())
                        .map(close -> "; did you mean " + close + "?")
                        .orElse("; known are " + String.join(", ", known)));
            }
        }
    }
}
