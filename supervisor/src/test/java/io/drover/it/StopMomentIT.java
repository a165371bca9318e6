package io.drover.it;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.drover.posix.ExitStatus;
import io.drover.posix.Signal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whenever a signal comes, from the first line of the launcher on and however tasks get their input: the run dies of it,
 * and nobody and nothing is left. Here is a sample; {@code scripts/stops} tries every mode and signal at every moment.
 */
class StopMomentIT extends InSandbox {
    private static final int LAST_MOMENT_MILLIS = 600;
    /** Prime to the number of moments, so that the sample is spread over all of them. */
    private static final int SAMPLE_STEP_MILLIS = 170;
    private static final List<Signal> SIGNALS =
            List.of(Signal.TERM, Signal.INT, Signal.HUP, Signal.QUIT, Signal.KILL);
    private static final String GATE = "until [ -e go ]; do sleep 0.02; done; ";

    /** How tasks get their input and where their output goes. */
    enum Mode {
        PLAIN("-j3 \"$GATE echo {}\" ::: 1 2 3"),
        PIPE("-j3 --pipe -N1 \"$GATE cat\" <numbers"),
        CAT("-j3 --pipe --cat -N1 \"$GATE cat {}\" <numbers"),
        FIFO("-j3 --pipe --fifo -N1 \"$GATE cat {}\" <numbers"),
        TEE("-j3 --pipe --tee \"$GATE tail -n 1; : \" ::: 1 2 3 <large"),
        ROUND_ROBIN("-j3 --pipe --round-robin -N1 \"$GATE cat\" <numbers"),
        COPROC("-j3 --coproc \"while read line; do $GATE echo \\$line; done\" ::: 1 2 3"),
        RESULTS("-j3 --results out \"$GATE echo {}\" ::: 1 2 3"),
        JOURNAL("-j3 --journal run.db \"$GATE echo {}\" ::: 1 2 3"),
        JAVA("-j1 --jar \"$JAR\" --task tasks.Conduct ::: 'touch-and-wait a go' 'touch-and-wait b go'");

        private final String words;

        Mode(String words) {
            this.words = words;
        }

        /** What all tasks print, with its lines in order. */
        private List<String> output() {
            return switch (this) {
                case TEE -> List.of("200000", "200000", "200000");
                case RESULTS -> List.of();
                case JAVA -> List.of("touch-and-wait a go", "touch-and-wait b go");
                default -> List.of("1", "2", "3");
            };
        }
    }

    static Path tasks;

    @BeforeAll
    static void compile() {
        tasks = TaskJar.build();
    }

    /** With property drover.stops, which is the time between two moments, all; else each mode with one signal. */
    static Stream<Arguments> moments() {
        Integer step = Integer.getInteger("drover.stops");
        List<Mode> modes = chosen("drover.stops.modes", List.of(Mode.values()));
        List<Signal> signals = chosen("drover.stops.signals", SIGNALS);
        List<Arguments> all = new ArrayList<>();
        for (Mode mode : modes) {
            if (step == null) {
                int turn = mode.ordinal();
                int millis = turn * SAMPLE_STEP_MILLIS % LAST_MOMENT_MILLIS;
                all.add(arguments(mode, signals.get(turn % signals.size()), millis));
                continue;
            }
            for (Signal signal : signals) {
                for (int millis = 0; millis <= LAST_MOMENT_MILLIS; millis += step) {
                    all.add(arguments(mode, signal, millis));
                }
            }
        }
        return all.stream();
    }

    private static <E extends Enum<E>> List<E> chosen(String property, List<E> all) {
        String names = System.getProperty(property, "");
        return all.stream().filter(one -> names.isEmpty() || List.of(names.split(",")).contains(one.name())).toList();
    }

    @ParameterizedTest
    @MethodSource("moments")
    void aSignalEndsARun(Mode mode, Signal signal, int millis) {
        assertAll(mode + " " + signal + " after " + millis + " ms", () -> sendAndCheck(mode, signal, millis));
    }

    private void sendAndCheck(Mode mode, Signal signal, int millis) {
        sandbox.file("numbers", numbers(3));
        sandbox.file("large", numbers(200_000));
        DroverProcess run = sandbox.shell(surroundings() + " exec '" + Sandbox.launcher() + "' run --plain " + mode.words).start();
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(millis));
        run.signal(signal);
        if (signal == Signal.HUP || signal == Signal.QUIT) {
            // What has begun goes on.
            sandbox.file("go", "");
        }
        Result result = run.awaitEnd();
        if (result.err().contains("stopped by")) {
            sandbox.assertNobodyLeft();
        }
        if (signal != Signal.QUIT) {
            result.diedOf(signal);
            assertFalse(result.err().contains("\tat "), result::toString);
        } else if (!result.status().equals(new ExitStatus.Signaled(signal.number()))) {
            result.exited(0);
            assertEquals(mode.output(), result.outLines().stream().sorted().toList(), result::toString);
        } else {
            // Before there is a JVM to take it.
            result.printed("");
        }
        sandbox.awaitNobodyLeft();
        if (signal == Signal.KILL && !sandbox.leftFiles().isEmpty()) {
            // It had a directory, and no worker yet that would remove it: the next run does.
            sandbox.shell(surroundings() + " exec '" + Sandbox.launcher() + "' run --plain echo ::: a").finish().exited(0);
            Awaits.await("the directory to be removed", () -> sandbox.leftFiles().isEmpty(), result::toString);
        }
        assertEquals(List.of(), sandbox.leftFiles(), result::toString);
    }

    @ParameterizedTest
    @EnumSource(names = {"TERM", "INT"})
    void aSignalEndsThePreparationOfFasterStarts(Signal signal) {
        DroverProcess run = sandbox.shell("DROVER_CACHE=tmp/cache exec '" + Sandbox.launcher() + "' run echo ::: a").start();
        // The small run by which it learns what is loaded.
        Awaits.await("a worker", () -> !sandbox.workers().isEmpty(), sandbox::describe);
        run.signal(signal);
        run.awaitEnd().diedOf(signal).printed("");
        sandbox.assertNobodyLeft();
        sandbox.shell("rmdir tmp/cache").finish().exited(0);
    }

    @Test
    void aQuestionThatComesTooEarlyDoesNoHarm() {
        DroverProcess run = sandbox.shell(surroundings() + " exec '" + Sandbox.launcher()
                + "' run 'touch began; until [ -e go ]; do sleep 0.02; done; grep SigIgn /proc/self/status; : {}' ::: a").start();
        Awaits.await("the launcher to take it", () -> ignoresUsr1(run.pid()), sandbox::describe);
        while (!sandbox.has("began")) {
            run.signal(Signal.USR1);
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
            assertFalse(run.ended(), sandbox::describe);
        }
        run.signal(Signal.USR1);
        run.awaitComplaint("task 1 running");
        sandbox.file("go", "");
        Result result = run.awaitEnd().exited(0);
        assertTrue(result.out().endsWith("000\n"), () -> "commands get it as always: " + result);
    }

    /** proc(5). Not whether it is caught: bash catches all that would end it as soon as it has one trap, and dies of it then. */
    private static boolean ignoresUsr1(int pid) {
        try (Stream<String> lines = Files.lines(Path.of("/proc/" + pid + "/status"))) {
            return lines.filter(line -> line.startsWith("SigIgn:"))
                    .mapToLong(line -> Long.parseUnsignedLong(line.substring(7).strip(), 16))
                    .anyMatch(signals -> (signals >> Signal.USR1.number() - 1 & 1) != 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String surroundings() {
        return "export GATE='" + GATE + "' JAR='" + tasks + "' JAVA_HOME='" + System.getProperty("java.home") + "' "
                + "DROVER_CACHE='" + Archives.cache() + "';";
    }
}
