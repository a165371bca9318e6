package io.drover.cli.jobs;

import io.drover.cli.toml.Place;
import io.drover.cli.toml.TomlFile;
import io.drover.parallel.text.RawArguments;
import io.drover.parallel.text.UsageException;
import io.drover.serve.process.ProcessPlan;
import io.drover.serve.process.Restart;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.tomlj.TomlParseResult;

/** Reads which processes are to run, and how a service is to be. */
public final class JobsFile {
    /** As foreman has it. */
    private static final int FIRST_PORT = 5000;
    private static final int PORTS_OF_EACH = 100;
    private static final Jobs NOTHING = new Jobs(List.of(), Map.of());

    private final String file;
    private final Usual usual;
    private final ServiceOptions options;
    private final List<Fault> faults = new ArrayList<>();

    /**
     * What holds where the file does not say otherwise.
     *
     * @param restart of the processes of a Procfile
     * @param logs directory of the files of what processes print; null: there are none
     */
    public record Usual(Restart restart, Path logs) {}

    /**
     * What a file says.
     *
     * @param processes to be run
     * @param service words for {@code drover serve} by the keys of the table [service], without those that are on the command line
     */
    public record Jobs(List<ProcessPlan> processes, Map<String, List<String>> service) {}

    private JobsFile(String file, Usual usual, ServiceOptions options) {
        this.file = file;
        this.usual = usual;
        this.options = options;
    }

    /**
     * What the file says.
     *
     * @param file its name, with one byte per character; TOML where it ends so, else a Procfile
     * @param options that a table [service] may have; null: that is for others, and its keys have no words
     * @throws IOException for the first thing that is wrong, or if it cannot be read; the message is for the user
     */
    public static Jobs read(String file, Usual usual, ServiceOptions options) throws IOException {
        JobsFile reader = new JobsFile(file, usual, options);
        Jobs jobs = reader.jobs();
        List<String> faults = reader.faults();
        if (faults.isEmpty()) {
            checkUsers(jobs.processes());
            return jobs;
        }
        throw new IOException(faults.get(0) + (faults.size() == 1 ? "" : "; drover check " + RawArguments.text(file) + " has " + (faults.size() - 1) + " more"));
    }

    private static void checkUsers(List<ProcessPlan> plans) throws IOException {
        boolean root = Integer.valueOf(0).equals(Files.getAttribute(Path.of("/proc/self"), "unix:uid"));
        for (ProcessPlan plan : plans) {
            if (!root && !plan.launch().user().isEmpty()) {
                throw new IOException("only root can run " + plan.name() + " as a user: take user out of its table");
            }
        }
    }

    /**
     * All that is wrong there, in the order of the lines.
     *
     * @param file its name, with one byte per character
     * @param options that a table [service] may have
     * @throws IOException if it cannot be read; the message is for the user
     */
    public static List<String> check(String file, ServiceOptions options) throws IOException {
        JobsFile reader = new JobsFile(file, new Usual(Restart.ALWAYS, null), options);
        reader.jobs();
        return reader.faults();
    }

    private List<String> faults() {
        return faults.stream()
                .sorted(Comparator.comparingInt((Fault fault) -> fault.place().line()).thenComparingInt(fault -> fault.place().column()))
                .map(Fault::text)
                .toList();
    }

    private Jobs jobs() throws IOException {
        Path path = Path.of(RawArguments.text(file)).toAbsolutePath().normalize();
        Jobs jobs = file.endsWith(".toml") ? toml(path) : new Jobs(procfile(path), Map.of());
        boolean service = options != null && !jobs.service().isEmpty();
        if (jobs.processes().isEmpty() && !service && faults.isEmpty()) {
            faults.add(new Fault(new Place(file, 0, 0), "no process: each is " + (file.endsWith(".toml") ? "a table [[process]]" : "a line NAME: COMMAND")));
        }
        return jobs;
    }

    // ------------------------------------------------------------------- TOML

    private Jobs toml(Path path) throws IOException {
        TomlParseResult parsed;
        try {
            parsed = TomlFile.parsed(file);
        } catch (UsageException e) {
            faults.add(new Fault(new Place(file, 0, 0), RawArguments.text(e.getMessage().substring(file.length() + 2))));
            return NOTHING;
        }
        parsed.errors().forEach(error -> faults.add(new Fault(new Place(file, error.position().line(), error.position().column()), error.getMessage())));
        if (parsed.hasErrors()) {
            return NOTHING;
        }
        Keys all = new Keys(file, parsed, new Place(file, 0, 0), faults);
        List<Keys> tables = all.tables("process");
        Map<String, List<String>> service = all.table("service").map(table -> service(table, path.getParent())).orElse(Map.of());
        all.end();
        return new Jobs(processes(tables, path), service);
    }

    private Map<String, List<String>> service(Keys table, Path base) {
        return options == null
                ? table.names().stream().collect(Collectors.toMap(key -> key, key -> List.of()))
                : new ServiceTable(table, base, options).read();
    }

    private List<ProcessPlan> processes(List<Keys> tables, Path path) {
        List<ProcessPlan> plans = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (Keys table : tables) {
            ProcessPlan plan = new ProcessTable(table, path.getParent(), usual.logs()).read();
            if (!plan.name().isEmpty() && !names.add(plan.name())) {
                table.fault("name", "two processes are called " + plan.name());
            }
            plans.add(plan);
        }
        for (int i = 0; i < plans.size(); i++) {
            for (String earlier : plans.get(i).after()) {
                if (!names.contains(earlier)) {
                    tables.get(i).fault("after", "there is no process " + earlier);
                }
            }
        }
        Order.circle(plans).ifPresent(circle -> tables.get(plans.indexOf(circle.get(0))).fault(
                "after", "these wait for each other: " + Order.words(circle)));
        return plans;
    }

    // --------------------------------------------------------------- Procfile

    private List<ProcessPlan> procfile(Path path) throws IOException {
        List<ProcessPlan> plans = new ArrayList<>();
        Set<String> names = new HashSet<>();
        int number = 0;
        for (String line : lines(path)) {
            number++;
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            int colon = line.indexOf(':');
            String name = colon < 0 ? "" : line.substring(0, colon);
            Place place = new Place(file, number, 1);
            if (!ProcessTable.isName(name) || line.substring(colon + 1).isBlank()) {
                faults.add(new Fault(place, "a line NAME: COMMAND is wanted, with letters, digits, _ and - in the name"));
            } else if (!names.add(name)) {
                faults.add(new Fault(place, "two processes are called " + name));
            } else {
                int port = firstPort() + PORTS_OF_EACH * plans.size();
                plans.add(ProcessTable.plain(name, line.substring(colon + 1).strip(), port, path.getParent(), usual));
            }
        }
        return plans;
    }

    private static List<String> lines(Path path) throws IOException {
        try {
            return new String(Files.readAllBytes(path), StandardCharsets.UTF_8).lines().toList();
        } catch (IOException e) {
            throw TomlFile.unreadable(path, e);
        }
    }

    private static int firstPort() {
        String port = System.getenv("PORT");
        return port != null && port.matches("[1-9]\\d{0,4}") ? Integer.parseInt(port) : FIRST_PORT;
    }
}
