package io.drover.it;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Commands that people talk to, on a terminal that script(1) makes. */
class TerminalIT extends InSandbox {

    /** What is seen on a terminal where {@code command} runs and {@code typist} types what it prints. */
    private String seen(int status, String typist, String command) {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/script")), "script(1) of util-linux is not installed");
        sandbox.file("command", command);
        String all = sandbox.shell("(" + typist + ") | script -qefc 'bash command' /dev/null").finish().exited(status).out();
        return all.replace("\r", "");
    }

    @Test
    void commandsTakeTurnsOnTheTerminal() {
        String seen = seen(
                0,
                "printf 'one\\ntwo\\n'", "drover run --tty 'echo {}; head -n1; head -n1 /dev/tty >&2; tty <&1' ::: a");
        assertTrue(seen.contains("a\n"), seen);
        assertTrue(seen.endsWith("one\ntwo\n" + seen.substring(seen.lastIndexOf("/dev/pts/"))), seen);

        seen = seen(0, "printf 'three\\nfour\\n'", "drover run -o -j2 --tag 'head -n1 /dev/tty' ::: a b | sort -k2");
        assertTrue(seen.matches("(?s).*[ab]\tfour\n[ab]\tthree\n"), seen);
    }

    @Test
    void stopsAndInterruptsOfACommandAreThoseOfTheRun() {
        String seen = seen(
                130,
                "mkfifo ready; printf 'first\\n'; cat ready >&2; printf '\\032typed\\n'; cat ready >&2; printf '\\003'",
                """
                while [ ! -p ready ]; do sleep 0.1; done
                set -m
                drover run --tty ': {}; head -n1; echo >ready; head -n1 /dev/tty; echo >ready; exec sleep 100' ::: a b
                echo "stopped $?"
                fg
                """);
        assertTrue(seen.contains("stopped 147\n"), seen);
        assertTrue(seen.contains("\ntyped\n"), seen);
        assertTrue(seen.contains("drover: stopped by SIGINT: submitted 2 = ok 0"), seen);
    }

    @Test
    void commandsRunInPanesOfTmux() {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/tmux")), "tmux is not installed");
        Result result = sandbox.shell("""
                drover run -j2 --wd '{}' --tmuxpane 'until [ $(tmux list-panes | wc -l) -ge 2 ]; do sleep 0.1; done
                    echo {} $PARALLEL_SEQ $PARALLEL_JOBSLOT >{#}; exit {#}' ::: . 'a  b'
                echo "= $?"
                cat 1 a*/2
                drover run --timeout 1 --tmux 'setsid sleep 100; true' ::: a 2>/dev/null
                echo "= $?"
                """).finish();
        result.printed("= 2\n. 1 1\na  b 2 2\n= 1\n");
        result.complained("See output with: tmux -S ");
    }

    @Test
    void tmuxThatIsNotThereIsOneLine() {
        sandbox.shell("PARALLEL_TMUX=no-tmux drover run --tmux true ::: a").finish().exited(255).oneLine("no-tmux not found in $PATH");
        sandbox.run("--tmux", "--pipe", "cat").finish().exited(255).oneLine("--tmux is for commands");
    }

    @Test
    void theLatestLineOfATaskIsDrawnInItsPlace() throws Exception {
        String seen = seen(
                0,
                ":",
                """
                stty rows 3 cols 20
                drover run -j1 --ll --tag 'echo old{}; until grep -q olda "$DIR"/stdout-*; do sleep 0.1; done; echo new{}' ::: a 2>>complaints
                drover run -j3 --ll 'echo {}' ::: 1 2 3 4 a-line-that-does-not-fit 2>>complaints
                drover run -k --ll 'echo old; printf {}' ::: 5 6 2>>complaints | cat
                """);
        String told = seen + Files.readString(sandbox.path("complaints"));
        assertTrue(seen.contains("a\tolda\n"), told);
        assertTrue(seen.contains("\u001b[1A\u001b[Ka\tnewa\n"), told);
        assertTrue(seen.contains("\na-line-that-does-n>\n"), told);
        assertTrue(seen.endsWith("5\n6\n"), told);
    }
}
