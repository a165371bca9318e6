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
        sandbox.run("X", ":::", "a", "b").finish().exited(0).printed("file\tpre X a\nfile\tpre X b\n").saidNothing();
        sandbox.shell("DROVER_OPTIONS='--tagstring \"the variable\" mid' drover run X ::: a").finish()
                .exited(0).printed("the variable\tpre mid X a\n").saidNothing();
        sandbox.shell("DROVER_OPTIONS='--tagstring variable' drover run --tagstring line X ::: a").finish()
                .exited(0).printed("line\tpre X a\n").saidNothing();
        sandbox.shell("DROVER_OPTIONS='--tag' drover run --plain echo ::: a").finish().exited(0).printed("a\n").saidNothing();
    }

    @Test
    void aProfileTakesThePlaceOfTheConfiguration() {
        profile("config", "--tagstring config");
        profile("one", "--tagstring one -k");
        Path two = profile("two", "--tagstring two");
        sandbox.run("-J", "one", "echo", ":::", "a").finish().exited(0).printed("one\ta\n").saidNothing();
        sandbox.run("-Jone", "--profile", two.toString(), "echo", ":::", "a").finish().exited(0).printed("two\ta\n").saidNothing();
        sandbox.run("-J", "none", "echo", ":::", "a").finish().exited(255).printed("").oneLine("/.config/drover/none");
    }

    @Test
    void theDirectoryMayBeElsewhere() {
        profile("config", "--tagstring config");
        sandbox.shell("mkdir -p other/drover; echo --tagstring other >other/drover/config;"
                + " XDG_CONFIG_HOME=$DIR/other drover run echo ::: a").finish().exited(0).printed("other\ta\n").saidNothing();
    }

    @Test
    void mistakesNameFileAndLine() {
        profile("config", "\n-k\n--bogus");
        sandbox.run("echo", ":::", "a").finish().exited(255).printed("").oneLine("/.config/drover/config:3: ");
        profile("config", "-k\n-j many");
        sandbox.run("echo", ":::", "a").finish().exited(255).printed("").oneLine("/.config/drover/config:2: -j");
        sandbox.run("-j1", "echo", ":::", "a").finish().exited(0).printed("a\n").saidNothing();
        profile("config", "-k\n--tagstring 'a");
        sandbox.run("echo", ":::", "a").finish().exited(255).printed("").oneLine("/.config/drover/config:2: no closing '");
    }

    @Test
    void whatStrangersCanWriteIsNotRead() throws IOException {
        Path config = profile("config", "--tag");
        Files.setPosixFilePermissions(config, PosixFilePermissions.fromString("rw-rw-r--"));
        sandbox.run("echo", ":::", "a").finish().exited(255).printed("").oneLine("chmod go-w");
        sandbox.run("--plain", "echo", ":::", "a").finish().exited(0).printed("a\n").saidNothing();
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
        sandbox.shell("bash -c 'drover run -J <(echo --tag) echo ::: a'").finish().exited(0).printed("a\ta\n");
        sandbox.shell("drover run -J .config/drover/config echo ::: a").finish().exited(255).printed("").oneLine("config is no file");
    }

    @Test
    void namesAndValuesAreBytesWhateverTheLocale() {
        for (String locale : new String[] {"C", "C.UTF-8"}) {
            sandbox.shell("mkdir -p h\u00e9/.config/drover; echo '--tagstring \u00e9' >h\u00e9/.config/drover/config;"
                    + " cp h\u00e9/.config/drover/config h\u00e9/.config/drover/\u00fc; export LC_ALL=" + locale + " HOME=$DIR/h\u00e9;"
                    + " drover run echo ::: a; drover run -J \u00fc echo ::: b; drover run -J $DIR/h\u00e9/.config/drover/config echo ::: c;"
                    + " DROVER_OPTIONS='--tagstring \u00df' drover run echo ::: d; drover run -J no\u00e9 echo ::: e").finish()
                    .exited(255)
                    .printed("\u00c3\u00a9\ta\n\u00c3\u00a9\tb\n\u00c3\u00a9\tc\n\u00c3\u009f\td\n");
        }
    }

    @Test
    void theLastOfTwoCounts() {
        sandbox.run("--tagstring", "a", "--tagstring", "b", "echo", ":::", "c").finish().exited(0).printed("b\tc\n");
    }
}
