package io.drover.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Where profiles and configuration files may be: ours, and those of GNU parallel, which count where ours are not. */
final class PresetPlaces {
    private static final String CONFIG = "config";

    private final Map<String, String> environment;

    PresetPlaces(Map<String, String> environment) {
        this.environment = environment;
    }

    /** Our file of that name, or the one with that path; null where nobody has a home. */
    String profile(String name) {
        if (name.contains("/")) {
            return name;
        }
        String configured = variable("XDG_CONFIG_HOME");
        // The specification wants relative ones ignored.
        if (configured.startsWith("/")) {
            return configured + "/drover/" + name;
        }
        return home().isEmpty() ? null : home() + "/.config/drover/" + name;
    }

    /** All that GNU parallel would read for {@code --profile}. */
    List<String> theirProfiles(String name) {
        if (name.startsWith("/") || name.startsWith("./")) {
            return List.of();
        }
        List<String> files = new ArrayList<>();
        for (String directory : theirDirectories()) {
            files.add(directory + "/" + name);
        }
        return files;
    }

    /** All that GNU parallel would read without {@code --profile}, in this order. */
    List<String> theirConfiguration() {
        List<String> files = new ArrayList<>();
        files.add("/etc/parallel/" + CONFIG);
        files.addAll(theirProfiles(CONFIG));
        if (!home().isEmpty()) {
            files.add(home() + "/.parallelrc");
        }
        return files;
    }

    private List<String> theirDirectories() {
        List<String> directories = new ArrayList<>();
        directories.add(variable("PARALLEL_HOME"));
        directories.add(within(variable("XDG_CONFIG_HOME"), "/parallel"));
        for (String directory : variable("XDG_CONFIG_DIRS").split(":")) {
            directories.add(within(directory, "/parallel"));
        }
        directories.add(within(home(), "/.parallel"));
        directories.removeAll(List.of(""));
        return directories;
    }

    private static String within(String directory, String name) {
        return directory.isEmpty() ? "" : directory + name;
    }

    private String home() {
        return variable("HOME");
    }

    private String variable(String name) {
        return environment.getOrDefault(name, "");
    }
}
