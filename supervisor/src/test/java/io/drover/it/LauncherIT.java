package io.drover.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.drover.posix.ExitStatus;
import io.drover.posix.Posix;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.junit.jupiter.params.provider.CsvSource;

/** scripts/drover: how it starts the JVM, and from where that loads what. */
class LauncherIT extends InSandbox {
    /** A java that makes what it is asked to make, and else prints what it is told to load: whole starts in milliseconds. */
    private static final String RECORDING_JDK = """
            mkdir -p jdk/bin work && echo 'JAVA_VERSION="17.0.99"' >jdk/release
            cat >jdk/bin/java <<'END'
            #!/bin/sh
            case $* in *-Ddrover.training=*) mode=train ;; *-Xshare:dump*) mode=dump ;; *-version) mode=check ;; *) mode=run ;; esac
            [ $mode != dump ] || [ -z "${NO_ROOM-}" ] || exit 1
            for word in $*; do
                case $mode$word in
                    train-XX:DumpLoadedClassList=* | dump-XX:SharedArchiveFile=*) echo >"${word#*=}" ;;
                    run-XX:SharedArchiveFile=* | run-Djna.boot.library.path=*) echo "$word" ;;
                esac
            done | sed "s/-[0-9.]*-[0-9]*//" | sort -u
            END
            cat >jdk/bin/jar <<'END'
            #!/bin/sh
            mkdir -p "${3%/*}" && : >"$3"
            END
            chmod +x jdk/bin/*
            export JAVA_HOME=$DIR/jdk
            """;
    private static final int ABRT = 6;
    private static final int SEGV = 11;
    private static final String PREPARING = "drover: preparing faster starts for this JDK, once\n";

    private Result recorded(String script) {
        return sandbox.shell(RECORDING_JDK + "drover() { '" + Sandbox.launcher() + "' run echo ::: a; }\ncd work\n" + script).finish().exited(0);
    }

    private String loadedFrom(String cache) {
        String place = sandbox.path(cache).toString();
        return "-Djna.boot.library.path=" + place + "/natives\n-XX:SharedArchiveFile=" + place + "/supervisor.jsa\n"
                + "-XX:SharedArchiveFile=" + place + "/worker.jsa\n";
    }

    @Test
    void archivesAreMadeOnce() {
        Result result = recorded("umask 0; drover; drover; cd ..; find .cache -perm /077").printed(
                loadedFrom(".cache/drover") + loadedFrom(".cache/drover"));
        assertEquals(PREPARING, result.err());
    }

    @ParameterizedTest
    @ValueSource(strings = {"other/cache", "other"})
    void whatOthersCanChangeIsNotLoadedAndThatIsSaidOnce(String writable) {
        Result result = recorded("export DROVER_CACHE=$DIR/other/cache; drover >/dev/null; chmod 777 $DIR/" + writable + "; drover; drover")
                .printed(loadedFrom(".cache/drover") + loadedFrom(".cache/drover"));
        assertEquals(
                PREPARING + PREPARING + "drover: nothing is loaded from " + sandbox.path("other/cache")
                        + ", for others can change it; let DROVER_CACHE name a directory of yours\n",
                result.err());
    }

    @Test
    void stickyDirectoriesAboveDoNoHarm() {
        recorded("mkdir -m 1777 $DIR/sticky; export DROVER_CACHE=$DIR/sticky/cache; drover").printed(loadedFrom("sticky/cache"));
        recorded("export DROVER_CACHE=$DIR/sticky; drover >/dev/null").complained("nothing is loaded from");
    }

    @Test
    void filesThatOthersCanChangeAreMadeAnew() {
        Result result = recorded("""
                drover >/dev/null
                for file in natives*/* supervisor* worker* natives*; do
                    chmod go+w $DIR/.cache/drover/$(cd $DIR/.cache/drover && echo $file)
                    drover >/dev/null
                done
                find $DIR/.cache -perm /022""").printed("");
        assertEquals(PREPARING.repeat(5), result.err());
    }

    @Test
    void archivesThatCannotBeKeptAreTriedOnce() {
        Result result = recorded("export NO_ROOM=1; drover; drover; ls $DIR/.cache/drover | sed 's/-.*//'")
                .printed("tried\n");
        assertTrue(result.err().startsWith(PREPARING + "drover: that failed, so starts stay slow; if "), result::toString);
        assertEquals(2, result.errLines().size(), result::toString);
    }

    @Test
    void withoutAnyPlaceNothingIsTriedOrSaid() {
        recorded("DROVER_CACHE=/proc/none drover; DROVER_CACHE=$DIR/jdk/release drover").printed("").saidNothing();
    }

    /** With a journal: SQLite has a native part, too. */
    @Test
    void whereNoneIsKeptNativePartsComeFromAPrivatePlaceAndNothingStays() {
        sandbox.shell("""
                mkdir -m 777 public shared && mkdir mine
                export XDG_CACHE_HOME=$PWD/public TMPDIR=$PWD/shared XDG_RUNTIME_DIR=$PWD/mine DROVER_CACHE=$PWD DROVER_NO_CACHE=1
                drover run --journal j.db 'find public shared mine/drover-native-* -mindepth 1 2>&1 | grep -v "No such"; echo {}' ::: a
                find public shared mine -mindepth 1""").finish().exited(0).printed("a\n").saidNothing();
    }

    @Test
    void aProgramAndDroverAreOneFile() {
        sandbox.shell("""
                export DROVER_NO_CACHE=1 && mkdir -m 777 shared && printf abc >"a b"
                drover run -k --tag --combineexec count wc -c ::: && mv count moved
                umask 22 && ./moved "a b" && DROVER_CACHE=$PWD/shared ./moved "a b" 2>&1 || echo $?""")
                .finish().exited(0).saidNothing()
                .printed("a b\t3 a b\nmoved: nothing is run from %1$s/shared/combined, for others can change %1$s/shared; let DROVER_CACHE name a directory of yours\n255\n"
                        .formatted(sandbox.path("")));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "export JAVA_TOOL_OPTIONS=-XX:Foo|Unrecognized VM option 'Foo'; see JAVA_TOOL_OPTIONS",
        "export _JAVA_OPTIONS='-XX:+UseG1GC -XX:+UseParallelGC'|Multiple garbage collectors selected; see _JAVA_OPTIONS",
        "export JDK_JAVA_OPTIONS=Main|JDK_JAVA_OPTIONS has Main",
        "ulimit -v 300000|; see ulimit -a",
    })
    void aJvmThatCannotStartIsAnErrorOfOurOwn(String cause, String told) {
        sandbox.shell(cause + "; drover run echo ::: a").finish().exited(255).printed("").oneLine(told);
    }

    @Test
    void inADirectoryThatIsGoneNothingStarts() {
        // The first line is the shell's own.
        sandbox.shell("mkdir gone; cd gone; rmdir ../gone; drover run echo ::: a 2>&1 | tail -1").finish()
                .printed("drover: the working directory is gone; change to one that is there\n");
    }

    @Test
    void optionsFromOutsideGoToTheJvmsAndToCommandsAndContradictNothing() {
        sandbox.shell("JAVA_TOOL_OPTIONS='-XX:+UseG1GC -Xmx80m -Dx=\"a b\"' drover run 'echo $JAVA_TOOL_OPTIONS ${DROVER_ORIGINAL_JAVA_TOOL_OPTIONS-none};"
                + " tr \"\\0\" \"\\n\" </proc/$PARALLEL_PID/cmdline | grep ^-Dx; :' ::: a").finish()
                .exited(0).printed("-XX:+UseG1GC -Xmx80m -Dx=\"a b\" none\n-Dx=a b\n").saidNothing();
    }

    @Test
    void aThreadDumpGoesToStandardError() {
        Result result = sandbox.shell("drover run 'kill -QUIT $PARALLEL_PID; until grep -q Heap stderr-0; do sleep 0.1; done; echo' ::: a")
                .finish().exited(0).printed("a\n");
        assertTrue(result.err().contains("Full thread dump"), result::toString);
    }

    @Test
    void aCrashIsToldAndLeavesNoFile() throws IOException {
        DroverProcess run = sandbox.shell("exec drover run 'touch began; sleep 600; : {}' ::: a").start();
        sandbox.awaitFile("began");
        Posix.kill(run.pid(), SEGV);
        Result result = run.awaitEnd().complained("SIGSEGV");
        assertEquals(new ExitStatus.Signaled(ABRT), result.status());
        sandbox.awaitNobodyLeft();
        try (Stream<Path> files = Files.list(sandbox.path(""))) {
            assertEquals(List.of(), files.map(file -> file.getFileName().toString()).filter(name -> name.startsWith("hs_err")).toList());
        }
    }

    @Test
    void calledParallelItTakesItsPlace() {
        Result result = sandbox.shell("ln -s '" + Sandbox.launcher() + "' parallel; export JAVA_HOME='" + System.getProperty("java.home")
                + "' DROVER_NO_CACHE=1; ./parallel --version; ./parallel --citation; ./parallel --will-cite -k echo sem ::: a b")
                .finish().exited(0).saidNothing();
        assertEquals("GNU parallel 20221122", result.outLines().get(0));
        assertTrue(result.outLines().get(1).startsWith("drover "), result::toString);
        assertEquals(List.of("sem a", "sem b"), result.outLines().subList(3, 5), result::toString);
    }
}
