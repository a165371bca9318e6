package io.drover.serve.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.drover.supervisor.core.Outcome;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What becomes of several processes. */
class RosterTest {
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);
    private static final Outcome TERM = new Outcome.Signaled(15);

    private final RecordingActs acts = new RecordingActs();
    private final Roster roster = new Roster(acts, new Random(1));
    private long now;

    private void ready(String... names) {
        for (String name : names) {
            one(name).sent(now);
        }
        now += SECOND;
        roster.wake(now);
    }

    private Instance one(String name) {
        return roster.of(name).get(0);
    }

    private void ended(String name) {
        one(name).ended(TERM, now);
        roster.advance(now);
    }

    @Test
    void eachStartsWhenThoseBeforeItAreReady() {
        roster.apply(List.of(Plans.plan("web", "db", "cache"), Plans.plan("cache", "db"), Plans.plan("db")), now);
        acts.expect("launch db.1");
        ready("db.1");
        acts.expect("launch cache.1");
        ready("cache.1");
        acts.expect("launch web.1");
        one("db").ended(TERM, now);
        roster.advance(now);
        acts.expect();
        assertEquals(ProcessState.STARTING, one("web").state(), "what runs is left alone when one before it ends");
    }

    @Test
    void theyStopInReverse() {
        roster.apply(List.of(Plans.plan("db"), Plans.plan("web", "db"), Plans.plan("other")), now);
        acts.expect("launch db.1", "launch other.1");
        ready("db.1", "other.1");
        acts.expect("launch web.1");
        roster.close(now);
        acts.expect("signal 15 web.1", "signal 15 other.1");
        ended("other");
        assertFalse(roster.isClosed());
        ended("web");
        acts.expect("signal 15 db.1");
        ended("db");
        acts.expect();
        assertTrue(roster.isClosed());
    }

    @Test
    void nothingStartsAfterTheEnd() {
        roster.apply(List.of(Plans.plan("db")), now);
        acts.expect("launch db.1");
        one("db").ended(new Outcome.Exited(1), now);
        roster.close(now);
        now += 100 * SECOND;
        roster.wake(now);
        acts.expect();
        assertTrue(roster.isClosed());
    }

    @Test
    void anotherListTouchesOnlyWhatHasChanged() {
        roster.apply(List.of(Plans.plan("same"), Plans.plan("gone"), Plans.plan("ruled"), Plans.plan("changed"), Plans.plan("more")), now);
        ready("same.1", "gone.1", "ruled.1", "changed.1", "more.1");
        acts.expect("launch same.1", "launch gone.1", "launch ruled.1", "launch changed.1", "launch more.1");
        List<ProcessPlan> next = List.of(
                Plans.plan("same"),
                Plans.plan("ruled", Plans.restarting(Restart.NEVER)),
                Plans.plan("changed", 1, "another", Plans.RULES),
                Plans.plan("more", 3, "run more", Plans.RULES),
                Plans.plan("new"));
        assertEquals(
                List.of(
                        "same stays as it is",
                        "ruled goes on, by its new rules",
                        "changed is started anew: another command",
                        "more goes on, by its new rules: 1 become 3",
                        "new is new, and starts",
                        "gone is gone, and is ended"),
                roster.changes(next).stream().map(Change::words).toList());
        acts.expect();
        roster.apply(next, now);
        acts.expect("signal 15 changed.1", "signal 15 gone.1", "launch more.2", "launch more.3", "launch new.1");
        ended("changed");
        acts.expect("launch changed.1");
        ended("gone");
        assertEquals(List.of(), roster.of("gone"));
        one("ruled").ended(new Outcome.Exited(1), now);
        assertEquals(ProcessState.EXITED, one("ruled").state());
        roster.apply(List.of(Plans.plan("same")), now);
        acts.expect("signal 15 changed.1", "signal 15 more.1", "signal 15 more.2", "signal 15 more.3", "signal 15 new.1");
        roster.apply(next, now);
        for (String name : List.of("changed.1", "more.1", "more.2", "more.3", "new.1")) {
            one(name).ended(TERM, now);
        }
        roster.advance(now);
        acts.expect("launch ruled.1", "launch changed.1", "launch more.1", "launch more.2", "launch more.3", "launch new.1");
    }

    @Test
    void whatIsThereElsewhereDoesNotStartHere() {
        roster.elsewhere(Elsewhere.UNKNOWN);
        roster.apply(List.of(Plans.plan("db"), Plans.plan("web", 2, "run web", Plans.RULES)), now);
        acts.expect();
        roster.elsewhere(new Elsewhere(true, Set.of("web.1", "web.3", "db.1")));
        roster.advance(now);
        acts.expect();
        assertEquals(List.of("db.1 of the process that had this service before"), roster.obstacles(one("db")));
        assertEquals(List.of("one web of the process that had this service before"), roster.obstacles(one("web.2")));
        roster.elsewhere(new Elsewhere(true, Set.of("web.1")));
        roster.advance(now);
        acts.expect("launch db.1", "launch web.2");
        one("web.2").ended(TERM, now);
        roster.elsewhere(Elsewhere.NOTHING);
        roster.advance(now);
        acts.expect("launch web.1");
    }

    @Test
    void whatSomebodyHasStoppedStaysSo() {
        roster.apply(List.of(Plans.plan("db")), now);
        one("db").stop(now);
        one("db").ended(TERM, now);
        roster.apply(List.of(Plans.plan("db", 1, "another", Plans.RULES)), now);
        acts.expect("launch db.1", "signal 15 db.1");
        assertEquals(ProcessState.STOPPED, one("db").state());
        one("db").start(now);
        roster.advance(now);
        one("db").stop(now);
        roster.apply(List.of(Plans.plan("db")), now);
        ended("db");
        acts.expect("launch db.1", "signal 15 db.1");
        assertEquals(ProcessState.STOPPED, one("db").state());
    }

    @Test
    void theyStartAnewOneAfterTheOther() {
        roster.apply(List.of(Plans.plan("web", 3, "run web", Plans.RULES)), now);
        acts.expect("launch web.1", "launch web.2", "launch web.3");
        ready("web.1", "web.2", "web.3");
        roster.of("web.2").get(0).stop(now);
        ended("web.2");
        acts.expect("signal 15 web.2");

        assertEquals("", roster.roll(roster.of("web"), now));
        acts.expect("signal 15 web.1");
        assertEquals("web.1 starts anew as one of several: wait until all have, or stop it", roster.roll(roster.of("web"), now));
        ended("web.1");
        acts.expect("launch web.1");
        one("web.1").sent(now);
        roster.advance(now);
        acts.expect();
        ready("web.1");
        acts.expect("signal 15 web.3");
        assertEquals(List.of("web.1"), rolling().done());
        ended("web.3");
        ready("web.3");
        acts.expect("launch web.3");
        assertTrue(rolling().isOver());
        assertEquals(List.of("web.1", "web.3"), rolling().done());
        assertEquals(ProcessState.STOPPED, one("web.2").state(), "what somebody has stopped stays so");
        assertEquals("web.2 is stopped: drover start has it start", roster.roll(roster.of("web.2"), now));
    }

    @Test
    void thoseAfterOneThatDoesNotComeUpStayAsTheyWere() {
        roster.apply(List.of(Plans.plan("web", 3, "run web", Plans.RULES)), now);
        ready("web.1", "web.2", "web.3");
        acts.expect("launch web.1", "launch web.2", "launch web.3");
        roster.roll(roster.of("web"), now);
        ended("web.1");
        acts.expect("signal 15 web.1", "launch web.1");
        one("web.1").ended(new Outcome.Exited(3), now);
        roster.advance(now);
        acts.expect("web.1 did not come up (exit 3): web.2, web.3 stay as they were");
        assertEquals("web.1 did not come up (exit 3): web.2, web.3 stay as they were", rolling().failure());
        assertTrue(rolling().isOver());
        ready("web.1");
        acts.expect();

        assertEquals("", roster.roll(roster.of("web.3"), now), "another may begin");
        one("web.3").stop(now);
        ended("web.3");
        acts.expect("signal 15 web.3", "web.3 was stopped");
    }

    @Test
    void thoseThatAreGoneAreNotWaitedFor() {
        roster.apply(List.of(Plans.plan("web", 3, "run web", Plans.RULES)), now);
        ready("web.1", "web.2", "web.3");
        roster.roll(List.of(one("web.3"), one("web.2"), one("web.1")), now);
        acts.expect("launch web.1", "launch web.2", "launch web.3", "signal 15 web.3");
        roster.apply(List.of(Plans.plan("web", 1, "run web", Plans.RULES)), now);
        acts.expect("signal 15 web.2", "signal 15 web.1");
        ended("web.1");
        ready("web.1");
        acts.expect("launch web.1");
        assertEquals(List.of("web.1"), rolling().done());
        assertTrue(rolling().isOver());
    }

    private Rolling rolling() {
        return roster.rolling().orElseThrow();
    }
}
