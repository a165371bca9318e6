package io.drover.cli.options;

import io.drover.parallel.text.RawArguments;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** Options about where more options come from. */
public final class ProfileOptions {
    @Option(
            names = {"-J", "--profile"},
            paramLabel = "NAME",
            description = "Take options from ~/.config/drover/NAME, or else from GNU parallel's ~/.parallel/NAME, or from the"
                    + " file NAME if there is a / in it, instead of from ~/.config/drover/config or ~/.parallel/config. May be"
                    + " given several times. -J-OPTION is --java-option -OPTION.")
    private List<String> names = new ArrayList<>();

    @Option(names = "--plain", description = "Take no options from files or DROVER_OPTIONS.")
    private boolean plain;

    public boolean plain() {
        return plain;
    }

    /** No profile has a name that begins like an option. */
    public List<String> profiles() {
        List<String> profiles = new ArrayList<>();
        for (String name : names) {
            if (!name.startsWith("-")) {
                profiles.add(name);
            }
        }
        return profiles;
    }

    public List<String> javaOptions() {
        return names.stream().filter(name -> name.startsWith("-")).map(RawArguments::text).toList();
    }

    public boolean given() {
        return plain || !profiles().isEmpty();
    }
}
