package io.drover.cli.jobs;

import io.drover.parallel.text.RawArguments;
import io.drover.parallel.text.UsageException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Model.OptionSpec;

/** The table [service], each key of which becomes words of a command line. */
final class ServiceTable {
    private static final Pattern NUMBER = Pattern.compile("\\b(N|TIME|SIZE|PORT|LOAD)\\b");
    private static final String OR_FILE = "|FILE";
    private static final String SOCKET = "unix:";

    private final Keys keys;
    /** Where relative names start. */
    private final Path base;
    private final ServiceOptions options;

    ServiceTable(Keys keys, Path base, ServiceOptions options) {
        this.keys = keys;
        this.base = base;
        this.options = options;
    }

    /** Words by key, of those that the command line does not overrule. */
    Map<String, List<String>> read() {
        Map<String, List<String>> words = new LinkedHashMap<>();
        for (OptionSpec option : options.all()) {
            List<String> said = said(option, ServiceOptions.key(option));
            if (!said.isEmpty() && !options.given().test(option)) {
                words.put(ServiceOptions.key(option), said);
            }
        }
        keys.end();
        if (keys.areFine()) {
            check(words);
        }
        return words;
    }

    private List<String> said(OptionSpec option, String key) {
        String name = ServiceOptions.name(option);
        if (option.arity().max() == 0) {
            return keys.flag(key).orElse(false) ? List.of(name) : List.of();
        }
        return values(option, key).stream().map(value -> name + "=" + RawArguments.raw(placed(option, value))).toList();
    }

    private List<String> values(OptionSpec option, String key) {
        if (option.isMultiValue()) {
            return keys.words(key).orElse(List.of());
        }
        boolean whole = Stream.of(int.class, Integer.class, long.class, Long.class).anyMatch(option.type()::equals);
        Optional<String> value = whole && option.converters().length == 0
                ? keys.whole(key).map(number -> Long.toString(number))
                : NUMBER.matcher(option.paramLabel()).find() ? keys.textOrNumber(key) : keys.text(key);
        return value.stream().toList();
    }

    /** Names of files are relative to the directory of this one. */
    private String placed(OptionSpec option, String value) {
        return switch (option.paramLabel()) {
            case "FILE" -> resolved(value);
            case "DIR" -> value.startsWith("...") ? value : resolved(value);
            case "PATH" -> Stream.of(value.split(":")).map(this::resolved).collect(Collectors.joining(":"));
            default -> option.paramLabel().endsWith(OR_FILE) && Files.isRegularFile(base.resolve(value))
                    ? resolved(value)
                    : value.startsWith(SOCKET) ? SOCKET + resolved(value.substring(SOCKET.length())) : value;
        };
    }

    private String resolved(String file) {
        return base.resolve(file).normalize().toString();
    }

    // ------------------------------------------------------------------ values

    /** What the options themselves say of their values. */
    private void check(Map<String, List<String>> words) {
        String wrong = refusal(words.values().stream().flatMap(List::stream).toList());
        if (wrong.isEmpty()) {
            return;
        }
        if (wrong.equals(refusal(List.of()))) {
            // That is not for this file to mend.
            throw new UsageException(wrong);
        }
        String key = words.keySet().stream().filter(one -> wrong.equals(refusal(words.get(one)))).findFirst().orElseGet(() -> named(wrong));
        keys.fault(key, RawArguments.text(wrong));
    }

    /** The key that is spoken of; empty: none is. */
    private String named(String wrong) {
        return options.all().stream()
                .filter(option -> wrong.startsWith(ServiceOptions.name(option)) && keys.has(ServiceOptions.key(option)))
                .map(ServiceOptions::key)
                .findFirst()
                .orElse("");
    }

    /** What is said against these words; empty: nothing. */
    private String refusal(List<String> words) {
        try {
            options.check().accept(words);
            return "";
        } catch (UsageException e) {
            return e.getMessage();
        }
    }
}
