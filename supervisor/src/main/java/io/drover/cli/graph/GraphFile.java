package io.drover.cli.graph;

import io.drover.cli.direct.DirectParser;
import io.drover.cli.toml.Place;
import io.drover.cli.toml.TomlFile;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.tomlj.TomlArray;
import org.tomlj.TomlTable;

/** Reads a flow from a file. What is wrong there is told with its line and column. */
public final class GraphFile {
    private static final String NAME = "name";
    private static final String COMMAND = "command";
    private static final String RUN = "run";
    private static final String STAGE = "stage";
    private static final String MAX_ITEMS = "max-items";
    /** They are words between stages, and behind them. */
    private static final Set<String> SEPARATORS = Set.of("--then", ":::", "::::", ":::+", "::::+");

    private final String file;
    private final TableReader reader;

    private GraphFile(String file, Object options) {
        this.file = file;
        this.reader = new TableReader(file, options);
    }

    /**
     * The flow in {@code file}.
     *
     * @param file its name, with one byte per character
     * @param options as for {@link DirectParser#parse}
     */
    public static Graph read(String file, Object options) throws IOException {
        return new GraphFile(file, options).graph(TomlFile.read(file));
    }

    private Graph graph(TomlTable all) {
        String name = "";
        Part run = new Part(List.of(), List.of(), new Place(file, 0, 0));
        Setting maxItems = null;
        for (String key : all.keySet()) {
            switch (key) {
                case NAME -> name = string(all, NAME);
                case RUN -> run = run(all);
                case MAX_ITEMS -> maxItems = reader.setting(all, key, false);
                case STAGE -> { }
                default -> throw reader.place(all, key).faultInText("unknown key '" + key + "'; known are "
                        + String.join(", ", NAME, MAX_ITEMS, "[" + RUN + "]", "[[" + STAGE + "]]"));
            }
        }
        List<Setting> settings = new ArrayList<>(run.settings());
        if (maxItems != null) {
            settings.add(maxItems);
        }
        List<String> names = new ArrayList<>();
        List<Part> stages = stages(all, names);
        return new Graph(name, new Part(settings, List.of(), run.place()), stages, names);
    }

    private Part run(TomlTable all) {
        Place place = reader.place(all, RUN);
        if (!(all.get(List.of(RUN)) instanceof TomlTable table)) {
            throw place.fault("run is a table: write [run]");
        }
        return new Part(table.keySet().stream().map(key -> reader.setting(table, key, false)).toList(), List.of(), place);
    }

    private List<Part> stages(TomlTable all, List<String> names) {
        Object value = all.get(List.of(STAGE));
        if (value == null) {
            throw new Place(file, 0, 0).fault("no stage: each is a table [[stage]]");
        }
        if (!(value instanceof TomlArray array) || !array.toList().stream().allMatch(TomlTable.class::isInstance)) {
            throw reader.place(all, STAGE).fault("each stage is a table [[stage]]");
        }
        List<Part> stages = new ArrayList<>();
        Set<String> taken = new HashSet<>();
        for (int i = 0; i < array.size(); i++) {
            TomlTable table = (TomlTable) array.get(i);
            Place place = reader.place(array.inputPositionOf(i));
            boolean named = table.contains(List.of(NAME));
            String name = named ? string(table, NAME) : Integer.toString(i + 1);
            if (!taken.add(name)) {
                throw (named ? reader.place(table, NAME) : place).fault("two stages are called " + name);
            }
            names.add(name);
            stages.add(stage(table, place));
        }
        return stages;
    }

    private Part stage(TomlTable table, Place place) {
        List<Setting> settings = new ArrayList<>();
        List<String> command = List.of();
        for (String key : table.keySet()) {
            switch (key) {
                case NAME -> settings.add(new Setting(
                        "--stage", List.of("--stage=" + string(table, NAME)), reader.place(table, NAME)));
                case COMMAND -> command = command(table);
                default -> settings.add(reader.setting(table, key, true, NAME, COMMAND));
            }
        }
        boolean java = table.contains(List.of("task"));
        if (command.isEmpty() && !java && !table.contains(List.of("coproc"))) {
            throw place.fault("a stage without a command: it needs command, task or coproc");
        }
        if (!command.isEmpty() && java) {
            throw reader.place(table, COMMAND).fault("a stage has a command or a task");
        }
        return new Part(settings, command, place);
    }

    /** A line for the shell, or the words of one. */
    private List<String> command(TomlTable table) {
        Place place = reader.place(table, COMMAND);
        Object value = table.get(List.of(COMMAND));
        List<String> words = new ArrayList<>();
        for (Object word : value instanceof TomlArray array ? array.toList() : List.of(value)) {
            if (!(word instanceof String text)) {
                throw place.fault("command wants a string, or strings in brackets");
            }
            if (SEPARATORS.contains(text)) {
                throw place.faultInText("command has the word " + text + ", which stands between stages and values: write it in one string"
                        + " with others");
            }
            words.add(TableReader.raw(text, place));
        }
        if (words.stream().allMatch(String::isBlank)) {
            throw place.fault("the command is empty");
        }
        return words;
    }

    private String string(TomlTable table, String key) {
        Place place = reader.place(table, key);
        if (table.get(List.of(key)) instanceof String text) {
            return TableReader.raw(text, place);
        }
        throw place.fault(key + " wants a string");
    }
}
