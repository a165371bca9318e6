package io.drover.serve.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.drover.supervisor.core.Outcome;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What becomes of one process. */
class InstanceTest {
    private static final Outcome FAILED = new Outcome.Exited(1);

    private final RecordingActs acts = new RecordingActs();
    private long now;

    private Instance started(Rules rules) {
        Instance one = new Instance(Plans.plan("web", rules), 1, acts, new Random(1));
        one.start(now);
        one.launch(now);
        one.sent(now);
        acts.expect("launch web.1");
        return one;
    }

    private static long seconds(double seconds) {
        return (long) (seconds * TimeUnit.SECONDS.toNanos(1));
    }

    /** As the roster does where nothing is waited for. */
    private void pass(Instance one, double seconds) {
        now += seconds(seconds);
        if (one.due() <= now) {
            one.wake(now);
        }
        if (one.state() == ProcessState.WAITING) {
            one.launch(now);
            one.sent(now);
        }
    }

    @Test
    void itIsReadyWhenItHasRunForSomeTime() {
        Instance one = started(Plans.RULES);
        pass(one, 0.9);
        assertEquals(ProcessState.STARTING, one.state());
        assertFalse(one.isReady());
        pass(one, 0.1);
        assertEquals(ProcessState.RUNNING, one.state());
        assertTrue(one.isReady());
        assertEquals(Agenda.NEVER, one.due());
    }

    @ParameterizedTest
    @CsvSource({
        "ALWAYS, 0, true, WAITING", "ALWAYS, 1, true, BACKOFF", "ALWAYS, 0, false, BACKOFF",
        "ON_FAILURE, 0, true, EXITED", "ON_FAILURE, 1, true, BACKOFF", "ON_FAILURE, 0, false, EXITED", "ON_FAILURE, 1, false, BACKOFF",
        "NEVER, 0, true, EXITED", "NEVER, 1, true, EXITED", "NEVER, 1, false, EXITED"
    })
    void whatFollowsItsEnd(Restart restart, int exit, boolean ready, ProcessState next) {
        Instance one = started(Plans.restarting(restart));
        pass(one, ready ? 1 : 0.5);
        one.ended(exit == 0 ? Outcome.OK : new Outcome.Exited(exit), now);
        assertEquals(next, one.state());
    }

    @Test
    void itWaitsLongerAfterEachFailureAndNotForEver() {
        Instance one = started(Plans.RULES);
        double most = 2;
        for (int i = 0; i < 6; i++) {
            one.ended(FAILED, now);
            assertEquals(ProcessState.BACKOFF, one.state());
            long left = one.due() - now;
            assertTrue(left <= seconds(most) && left >= seconds(most / 2), () -> left + " ns");
            assertEquals(i + 1, one.failures());
            pass(one, left / 1e9);
            acts.expect("launch web.1");
            most = Math.min(10, most * 2);
        }
        assertEquals(6, one.restarts());
        pass(one, 10);
        one.ended(FAILED, now);
        assertEquals(1, one.failures(), "it ran so long that earlier failures do not count");
    }

    @Test
    void itGivesUpAndStartsAgainWhenTold() {
        Instance one = started(Plans.givingUp(3, Duration.ofSeconds(30)));
        for (int i = 0; i < 2; i++) {
            one.ended(FAILED, now);
            pass(one, 5);
            acts.expect("launch web.1");
        }
        one.ended(FAILED, now);
        assertEquals(ProcessState.GAVE_UP, one.state());
        assertEquals(Agenda.NEVER, one.due());
        one.start(now);
        pass(one, 0);
        acts.expect("launch web.1");
        one.ended(FAILED, now);
        assertEquals(ProcessState.BACKOFF, one.state());
    }

    @Test
    void itDoesNotGiveUpOverFailuresThatAreFarApart() {
        Instance one = started(Plans.givingUp(2, Duration.ofSeconds(3)));
        for (int i = 0; i < 5; i++) {
            one.ended(FAILED, now);
            assertEquals(ProcessState.BACKOFF, one.state());
            pass(one, 11);
        }
    }

    @Test
    void itIsStoppedBySignalAndKilledWhenItsGraceIsOver() {
        Instance one = started(Plans.RULES);
        one.stop(now);
        acts.expect("signal 15 web.1");
        assertEquals(ProcessState.STOPPING, one.state());
        pass(one, 4.9);
        acts.expect();
        pass(one, 0.1);
        acts.expect("kill web.1");
        one.ended(Outcome.CANCELLED, now);
        assertEquals(ProcessState.STOPPED, one.state());
        assertEquals(Agenda.NEVER, one.due());
    }

    @Test
    void aRestartIsAStopAndAStart() {
        Instance one = started(Plans.RULES);
        pass(one, 1);
        one.restart(now);
        acts.expect("signal 15 web.1");
        one.ended(new Outcome.Signaled(15), now);
        pass(one, 0);
        acts.expect("launch web.1");
        assertEquals(0, one.failures());
        one.stop(now);
        one.start(now);
        one.ended(new Outcome.Signaled(15), now);
        assertEquals(ProcessState.WAITING, one.state(), "who wants it to run again while it stops gets that");
    }

    @Test
    void aBackOffIsCutShort() {
        Instance one = started(Plans.RULES);
        one.ended(FAILED, now);
        one.stop(now);
        assertEquals(ProcessState.STOPPED, one.state());
        one.start(now);
        pass(one, 0);
        acts.expect("launch web.1");
    }

    @Test
    void itIsReadyWhenItsCheckSucceedsAndStartsAnewWhenThatFailsTooOften() {
        Instance one = started(Plans.ready(Readiness.HEALTH, Restart.ALWAYS, Plans.health()));
        pass(one, 0);
        acts.expect("check web.1");
        one.checked(one.check(), false, "nobody there", now);
        pass(one, 0.5);
        acts.expect("check web.1");
        assertEquals(ProcessState.STARTING, one.state());
        one.checked(one.check(), true, "", now);
        assertEquals(ProcessState.RUNNING, one.state());
        for (int i = 0; i < 3; i++) {
            pass(one, 9.9);
            acts.expect();
            pass(one, 0.1);
            acts.expect("check web.1");
            one.checked(one.check(), false, "nobody there", now);
        }
        acts.expect("signal 15 web.1");
        one.ended(Outcome.OK, now);
        assertEquals(ProcessState.BACKOFF, one.state(), "that was a failure, however it has ended");
    }

    @Test
    void oneThatDoesNotBecomeWellStartsAnew() {
        Instance one = started(Plans.ready(Readiness.HEALTH, Restart.ALWAYS, Plans.health()));
        pass(one, 0);
        one.checked(one.check(), false, "nobody there", now);
        acts.expect("check web.1");
        pass(one, 60);
        acts.expect("signal 15 web.1");
        assertEquals("not well after 60 s: nobody there", one.complaint());
    }

    @Test
    void aLateAnswerIsOfNoInterest() {
        Instance one = started(Plans.ready(Readiness.HEALTH, Restart.ALWAYS, Plans.health()));
        pass(one, 0);
        one.stop(now);
        one.checked(one.check(), true, "", now);
        assertEquals(ProcessState.STOPPING, one.state());
    }

    @Test
    void noAnswerIsAFailureAndALateOneIsNone() {
        Instance one = started(Plans.ready(Readiness.HEALTH, Restart.ALWAYS, Plans.health()));
        pass(one, 0);
        one.checked(one.check(), true, "", now);
        pass(one, 10);
        long late = one.check();
        pass(one, 2);
        assertEquals("no answer within 1.0 s", one.complaint());
        one.checked(late, true, "", now);
        assertEquals("no answer within 1.0 s", one.complaint());
        pass(one, 10);
        one.checked(one.check(), true, "", now);
        assertEquals("", one.complaint());
    }

    @Test
    void oneThatIsToEndIsReadyWhenItHas() {
        Instance one = started(Plans.ready(Readiness.EXIT, Restart.ON_FAILURE, null));
        pass(one, 100);
        assertEquals(ProcessState.STARTING, one.state());
        assertFalse(one.isReady());
        one.ended(Outcome.OK, now);
        assertTrue(one.isReady());
    }

    @Test
    void whatIsTakenAwayWithTheCrewIsStopped() {
        Instance one = started(Plans.RULES);
        one.ended(Outcome.CANCELLED, now);
        assertEquals(ProcessState.STOPPED, one.state());
    }

    @Test
    void aLostWorkerIsAFailure() {
        Instance one = started(Plans.RULES);
        pass(one, 1);
        one.ended(new Outcome.Lost("worker 0 was killed"), now);
        assertEquals(ProcessState.BACKOFF, one.state());
    }
}
