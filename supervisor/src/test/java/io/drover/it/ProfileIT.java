package io.drover.it;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Options from files and the environment. */
class ProfileIT extends InSandbox {
    private Path directoryOfProfiles;

    @BeforeEach
    void makeDirectory() throws IOException {
        directoryOfProfiles = Files.createDirectories(sandbox.path(".config/drover"));
    }

    private Path profile(String name, String text) {
        try {
            return Files.writeString(directoryOfProfiles.resolve(name), text);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    void theConfigurationGoesBeforeTheVariableBeforeTheCommandLine() {
        profile("config", "# all runs\n--tagstring file\n  # and\n-k 'echo'  pre\n");
        sandbox.run("--dry-run", "X", ":::", "a", "b").finish().exited(0).printed("file\techo pre X a\nfile\techo pre X b\n").saidNothing();
        sandbox.shell("DROVER_OPTIONS='--tagstring \"the variable\" mid' drover run --dry-run X ::: a").finish()
                .exited(0).printed("the variable\techo pre mid X a\n").saidNothing();
        sandbox.shell("DROVER_OPTIONS='--tagstring variable' drover run --dry-run --tagstring line X ::: a").finish()
                .exited(0).printed("line\techo pre X a\n").saidNothing();
        sandbox.shell("DROVER_OPTIONS='--tag' drover run --plain echo ::: a").finish().exited(0).printed("a\n").saidNothing();
    }

    @Test
    void aProfileTakesThePlaceOfTheConfiguration() {
        profile("config", "--tagstring config");
        profile("one", "--tagstring one -k");
        Path two = profile("two", "--tagstring two");
        sandbox.run("--dry-run", "-J", "one", "echo", ":::", "a").finish().exited(0).printed("one\techo a\n").saidNothing();
        sandbox.run("--dry-run", "-Jone", "--profile", two.toString(), "echo", ":::", "a").finish().exited(0).printed("two\techo a\n").saidNothing();
        sandbox.run("-J", "none", "echo", ":::", "a").finish().exited(255).printed("").oneLine("/.config/drover/none");
    }

    @Test
    void theDirectoryMayBeElsewhere() {
        profile("config", "--tagstring config");
        sandbox.shell("mkdir -p other/drover; echo --tagstring other >other/drover/config;"
                + " XDG_CONFIG_HOME=$DIR/other drover run --dry-run echo ::: a").finish().exited(0).printed("other\techo a\n").saidNothing();
    }

    @Test
    void mistakesNameFileAndLine() {
        profile("config", "\n-k\n--bogus");
        sandbox.run("echo", ":::", "a").finish().exited(255).printed("").oneLine("/.config/drover/config:3: ");
        profile("config", "-k\n-j many");
        sandbox.run("echo", ":::", "a").finish().exited(255).printed("").oneLine("/.config/drover/config:2: -j");
        sandbox.run("--dry-run", "-j1", "echo", ":::", "a").finish().exited(0).printed("echo a\n").saidNothing();
        profile("config", "-k\n--tagstring 'a");
        sandbox.run("echo", ":::", "a").finish().exited(255).printed("").oneLine("/.config/drover/config:2: no closing '");
    }

    @Test
    void whatStrangersCanWriteIsNotRead() throws IOException {
        Path config = profile("config", "--tag");
        Files.setPosixFilePermissions(config, PosixFilePermissions.fromString("rw-rw-r--"));
        sandbox.run("echo", ":::", "a").finish().exited(255).printed("").oneLine("chmod go-w");
        sandbox.run("--dry-run", "--plain", "echo", ":::", "a").finish().exited(0).printed("echo a\n").saidNothing();
        Files.setPosixFilePermissions(config, PosixFilePermissions.fromString("rw-r--r--"));
        Files.setPosixFilePermissions(directoryOfProfiles, PosixFilePermissions.fromString("rwxrwxrwx"));
        sandbox.run("echo", ":::", "a").finish().exited(255).printed("").oneLine("chmod go-w");
        Files.setPosixFilePermissions(directoryOfProfiles, PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.setPosixFilePermissions(directoryOfProfiles.getParent(), PosixFilePermissions.fromString("rwxrwxrwx"));
        sandbox.run("echo", ":::", "a").finish().exited(255).printed("").oneLine("/.config can be written by others");
    }

    @Test
    void aPipeIsReadOnlyWhereSomebodyWrites() {
        sandbox.shell("mkfifo .config/drover/config; drover run echo ::: a").finish().exited(255).printed("").oneLine("config is no file");
        sandbox.shell("bash -c 'drover run --dry-run -J <(echo --tag) echo ::: a'").finish().exited(0).printed("a\techo a\n");
        sandbox.shell("drover run -J .config/drover/config echo ::: a").finish().exited(255).printed("").oneLine("config is no file");
    }

    @Test
    void namesAndValuesAreBytesWhateverTheLocale() {
        for (String locale : new String[] {"C", "C.UTF-8"}) {
            sandbox.shell("mkdir -p h\u00e9/.config/drover; echo '--tagstring \u00e9' >h\u00e9/.config/drover/config;"
                    + " cp h\u00e9/.config/drover/config h\u00e9/.config/drover/\u00fc; export LC_ALL=" + locale + " HOME=$DIR/h\u00e9;"
                    + " n=--dry-run; drover run echo ::: a; drover run $n -J \u00fc echo ::: b; drover run $n -J $DIR/h\u00e9/.config/drover/config echo ::: c;"
                    + " DROVER_OPTIONS='--tagstring \u00df' drover run $n echo ::: d; drover run $n -J no\u00e9 echo ::: e").finish()
                    .exited(255)
                    .printed("\u00c3\u00a9\ta\n\u00c3\u00a9\techo b\n\u00c3\u00a9\techo c\n\u00c3\u009f\techo d\n");
        }
    }

    @Test
    void theLastOfTwoCounts() {
        sandbox.run("--dry-run", "--tagstring", "a", "--tagstring", "b", "echo", ":::", "c").finish().exited(0).printed("b\techo c\n");
    }
}
