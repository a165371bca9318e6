package io.drover.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** What cannot be read or run has a defined outcome. */
class BadInputIT extends InSandbox {

    @Test
    void aMissingInputFileIsOneLine() {
        sandbox.run("echo", "::::", "no-such-file").finish().exited(255).printed("").oneLine("no-such-file");
        sandbox.run("-a", "no-such-file", "echo").finish().exited(255).printed("").oneLine("no-such-file");
    }

    @Test
    void closedStandardInputIsEmptyInput() {
        sandbox.shell("drover run echo <&-").finish().exited(0).printed("").saidNothing();
        sandbox.shell("drover run 'cat; echo' ::: a <&-").finish().exited(0).printed("a\n").saidNothing();
    }

    @Test
    void closedStandardOutputIsAnError() {
        sandbox.shell("drover run echo ::: a >&-").finish().exited(255).oneLine("cannot write to standard output: it is closed");
        sandbox.shell("drover run echo ::: a 2>&-").finish().exited(0).printed("a\n");
    }

    @Test
    void namesOfFilesMayHaveAnyLettersInAnyLocale() {
        sandbox.file("\u00fc.txt", "a\n");
        sandbox.shell("export LC_ALL=C; drover run --plain --joblog $DIR/\u00e9 -a $DIR/\u00fc.txt 'echo {} $LC_ALL'; cut -f9 $DIR/\u00e9").finish()
                .exited(0).printed("a C\nCommand\necho a $LC_ALL\n").saidNothing();
        sandbox.shell("unset LC_ALL; LANG=C drover run -a $DIR/\u00fc.txt 'echo {} ${LC_ALL-none} ${DROVER_ORIGINAL_LC_ALL-none}'").finish()
                .exited(0).printed("a none none\n").saidNothing();
        sandbox.shell("export LC_ALL=C HEAP=-Xmx80m; drover run -a $DIR/\u00fc.txt echo").finish()
                .exited(255).printed("").oneLine("set LC_ALL");
    }

    @Test
    void commandNotFoundIsTheShells127() {
        Result shell = sandbox.shell("no-such-command a").finish().exited(127);
        Result result = sandbox.run("--halt", "now,fail=1", "no-such-command", ":::", "a").finish().exited(127);
        assertEquals(shell.errLines().get(0), result.errLines().get(0));
    }

    @Test
    void notExecutableIsTheShells126() {
        sandbox.file("plain", "no program");
        Result shell = sandbox.shell("./plain a").finish().exited(126);
        Result result = sandbox.run("--halt", "now,fail=1", "./plain", ":::", "a").finish().exited(126);
        assertEquals(shell.errLines().get(0), result.errLines().get(0));
    }

    @Test
    void oneFailingCommandLeavesTheOthersAlone() {
        Result result = sandbox.run("-k", "{}", ":::", "echo a", "no-such-command", "echo b").finish();
        result.exited(1).printed("a\nb\n").complained("no-such-command");
    }

    @Test
    void anArgumentThatIsTooLongFailsItsTask() {
        String input = "short\n" + "x".repeat(3 << 20) + "\nalso short\n";
        Result result = sandbox.run("-k", "echo").input(input).finish();
        result.exited(1).printed("short\nalso short\n").complained("Argument list too long");
    }

    @Test
    void nulInALineDoesNotReachTheCommand() {
        Result result = sandbox.run("-k", "printf '%s\\n'").input("a\0b\nc\n").finish();
        result.exited(0).printed("a\\0b\nc\n").oneLine("NUL");
    }

    @Test
    void nulInATemplateIsOneLine() {
        // A word of a command line cannot hold NUL; a file of commands can.
        Result result = sandbox.run("-k").input("echo a\0b\necho c\n").finish();
        assertTrue(result.out().endsWith("c\n"), result::toString);
    }

    @Test
    void aMissingWorkingDirectoryIsOneLine() {
        sandbox.run("--wd", "/proc/no/such", "pwd", ":::", "a").finish().exited(255).printed("").oneLine("/proc/no/such");
    }
}
