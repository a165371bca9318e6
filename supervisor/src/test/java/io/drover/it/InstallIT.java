package io.drover.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** scripts/install, and what it has put in place. */
@Execution(ExecutionMode.SAME_THREAD)
class InstallIT extends InSandbox {
    private static final Path INSTALL = Sandbox.jar().resolve("../../../scripts/install").normalize();

    /** An installation, made by the first test that needs one. Nothing in it knows where it is. */
    @TempDir
    static Path made;

    private Path prefix;

    @BeforeEach
    void choosePrefix() throws IOException {
        prefix = Files.createDirectory(sandbox.path("a prefix"));
    }

    private Result shell(String script) {
        return sandbox.shell("export JAVA_HOME='" + System.getProperty("java.home") + "' DROVER_NO_CACHE=1\n"
                        + "install() { '" + INSTALL + "' \"$@\" \"$DIR/a prefix\"; }\n"
                        + "installed() { { [ -e '" + made + "/bin' ] || '" + INSTALL + "' '" + made + "' >made; } && cp -a '" + made + "/.' 'a prefix'; }\n"
                        + script)
                .finish();
    }

    private List<String> installed() throws IOException {
        try (Stream<Path> files = Files.walk(prefix)) {
            return files.filter(file -> !file.equals(prefix)).map(file -> prefix.relativize(file).toString()).sorted().toList();
        }
    }

    @Test
    void theLauncherRunsThroughLinksOnPathWithoutAHome() {
        shell("""
                installed && mkdir links && ln -s '../a prefix/bin/drover' links/one && ln -s one links/drover
                cd / && PATH="$DIR/links:$PATH"
                HOME=/proc drover run echo ::: a && drover sem --fg echo b""").exited(0).printed("a\nb\n");
    }

    @Test
    void uninstallTakesAwayWhatInstallHasPut() throws IOException {
        shell("installed && install && install --uninstall").exited(0).saidNothing();
        assertEquals(List.of(), installed());
    }

    @Test
    void uninstallLeavesWhatWasThereAndWhatCameLater() throws IOException {
        Files.createDirectory(prefix.resolve("lib"));
        shell("install && : >\"a prefix/share/man/man1/other.1\" && install --uninstall").exited(0).saidNothing();
        assertEquals(List.of("lib", "share", "share/man", "share/man/man1", "share/man/man1/other.1"), installed());
    }

    @Test
    void aProgramOfTheSameNameIsNotReplaced() throws IOException {
        Files.writeString(Files.createDirectory(prefix.resolve("bin")).resolve("drover"), "another");
        shell("install").exited(1).oneLine("bin/drover is there and not from here");
        shell("install --uninstall").exited(1).oneLine("nothing of Drover is installed");
        assertEquals(List.of("bin", "bin/drover"), installed());
    }

    @Test
    void packagesAreMadeBelowDestdir() throws IOException {
        shell("DESTDIR=\"$DIR/a prefix\" '" + INSTALL + "' /usr && 'a prefix/usr/bin/drover' --version").exited(0);
        assertTrue(installed().contains("usr/share/man/man1/drover.1"));
        assertLicencesIn(prefix.resolve("usr"));
        shell("DESTDIR=\"$DIR/a prefix\" '" + INSTALL + "' --uninstall /usr").exited(0);
        assertEquals(List.of("usr"), installed());
    }

    @Test
    void bashCompletesWithWhatIsInstalled() {
        shell("""
                installed
                cat >complete <<'END'
                compopt() { :; }
                source "a prefix/share/bash-completion/completions/drover"
                complete_words() { COMP_WORDS=("$@") COMP_CWORD=$(($# - 1)) COMPREPLY=(); _drover; echo "${COMPREPLY[@]}"; }
                complete_words drover ru
                complete_words drover run --keep
                complete_words drover run --tmpdir 'a pre'
                complete_words drover completion ''
                complete_words drover help sig
                complete_words drover run -j 4 ls --keep
                END
                bash complete""").exited(0).printed("run\n--keep-order\na prefix\nbash zsh fish\nsignal signals\n\n");
    }

    /** Of all that the jar holds, in the jar too. */
    private static void assertLicencesIn(Path prefix) throws IOException {
        Path texts = prefix.resolve("share/doc/drover");
        List<String> artifacts = Files.readAllLines(texts.resolve("THIRD-PARTY.txt")).stream()
                .filter(line -> line.startsWith("     ("))
                .map(line -> line.replaceFirst(".*\\([^:() ]+:([^:]+):[^() ]+ - .*", "$1"))
                .toList();
        assertTrue(artifacts.containsAll(List.of("jeromq", "jna", "picocli", "protobuf-java", "sqlite-jdbc")), artifacts::toString);
        try (JarFile jar = new JarFile(prefix.resolve("lib/drover/drover.jar").toFile())) {
            for (String artifact : artifacts) {
                String text = "licenses/" + artifact + ".txt";
                assertTrue(Files.readString(texts.resolve(text)).contains("Copyright"), text);
                assertTrue(jar.getEntry("META-INF/" + text) != null, text);
            }
            assertEquals(
                    Files.readString(texts.resolve("LICENSE")),
                    new String(jar.getInputStream(jar.getEntry("META-INF/LICENSE")).readAllBytes(), StandardCharsets.UTF_8));
        }
    }
}
