package io.drover.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Long-lived commands: each line gets its answer, and only the line that is at fault is charged. */
class CoprocIT extends InSandbox {
    /** Dies of 7, hangs at 13, and says on standard error what it thinks of 5. */
    private static final String FRAGILE = "perl -e '$| = 1; while (<STDIN>) {"
            + " exit 3 if $_ == 7; sleep 100 if $_ == 13; warn \"odd\\n\" if $_ == 5; print \"got $_\" }'";

    @Test
    void eachLineGetsItsAnswer() {
        Result result = sandbox.run("-k", "--coproc", "perl -ne 'BEGIN { $| = 1 } print'").input(numbers(50_000)).finish();
        result.exited(0).saidNothing();
        // No assertEquals: a message of megabytes helps nobody.
        assertTrue(numbers(50_000).equals(result.out()), result::toString);
    }

    @Test
    void linesMayEndWithNul() {
        sandbox.run("-k", "-0", "--coproc", "cat").input("a\nb\0c\0").finish().exited(0).printed("a\nb\0c\0");
    }

    @Test
    void aDeathIsChargedToTheLineThatRan() {
        Result result = sandbox.run("-k", "-j1", "--timeout", "5", "--coproc", FRAGILE).input(numbers(20)).finish();
        result.exited(2);
        assertEquals(
                IntStream.rangeClosed(1, 20)
                        .filter(n -> n != 7 && n != 13)
                        .mapToObj(n -> "got " + n + "\n")
                        .collect(Collectors.joining()),
                result.out());
        assertTrue(result.errLines().contains("odd"), result::toString);
        assertTrue(result.err().contains("failed 1 + timed out 1 + lost 0"), result::toString);
        assertTrue(result.err().contains("run again: drover run --coproc 'perl"), result::toString);
    }

    @Test
    void aLineThatFailedIsWrittenAgain() {
        String once = "perl -e '$| = 1; while (<STDIN>) { if (/3/ && !-e q(met)) { open F, q(>met); kill 9, $$ } print }'";
        sandbox.run("-k", "--retries", "2", "--coproc", once).input(numbers(10)).finish().exited(0).printed(numbers(10));
    }

    @Test
    void aLineWithANewlineInItIsRefused() {
        Result result = sandbox.run("-k", "-d", ",", "--coproc", "cat", ":::", "a", "b\nc", "d").finish();
        result.exited(1).printed("a\nd\n");
        assertTrue(result.err().contains("holds a newline"), result::toString);
    }

    @Test
    void aLongAnswerArrivesWhole() {
        String line = "x".repeat(3_000_000) + "\n";
        Result result = sandbox.run("-k", "--coproc", "cat").input(line + "y\n").finish().exited(0);
        assertTrue((line + "y\n").equals(result.out()), "an answer of 3 MB has changed");
    }

    @Test
    void aLongAnswerThatBreaksOffEndsItsLine() {
        String breaking = "perl -e '$| = 1; while (<STDIN>) { if (/2/) { print q(y) x 200000; exit 3 } print }'";
        Result result = sandbox.run("-k", "-j1", "--coproc", breaking).input(numbers(3)).finish().exited(1);
        assertTrue(result.out().matches("1\ny{65536,200000}\n3\n"), result.out().length() + " bytes");
    }

    @Test
    void nobodyWaitsForWhatAnEndedCoprocessLeftBehind() {
        sandbox.run("-j1", "--coproc", "read x; echo $x; yes &", ":::", "a", "b").finish().exited(0).printed("a\nb\n");
    }
}
