package io.drover.serve.process;

import io.drover.supervisor.core.Outcome;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.random.RandomGenerator;

/**
 * One process that is to run: decides what is done when something has happened to it. Times are nanoseconds of any clock that only goes
 * forward.
 */
final class Instance {
    /** What is not ready yet is asked more often. */
    private static final long HURRY_NANOS = 500_000_000;
    /** Those who ask give up by themselves before. */
    private static final long LATE_NANOS = 1_000_000_000;

    /** What an end that we have brought about is for. */
    private enum Purpose {
        REST,
        AGAIN,
        SICK
    }

    private final String name;
    private final int number;
    private final Effects effects;
    private final RandomGenerator jitter;
    private ProcessPlan plan;
    private ProcessState state = ProcessState.STOPPED;
    private Purpose purpose = Purpose.REST;
    /** Of the state. */
    private long since;
    /** When it is to be woken. */
    private long due = Agenda.NEVER;
    /** When the next check begins, or the answer of the one that has begun is late. */
    private long nextCheck = Agenda.NEVER;
    private boolean checking;
    /** Of the last check, so that an answer is known to be that of another. */
    private long check;
    private boolean killed;
    private int badChecks;
    /** Why it is not well, or was not when it was ended for that. */
    private String complaint = "";
    /** Of its process; valid while there is one that has started. */
    private long begun;
    private boolean sent;
    private int starts;
    /** In a row. */
    private int failures;
    /** Of the last so many that count for giving up. */
    private final Deque<Long> failed = new ArrayDeque<>();
    /** Null: none has ended. */
    private Outcome last;
    private long lastRan;

    Instance(ProcessPlan plan, int number, Effects effects, RandomGenerator jitter) {
        this.name = plan.name() + "." + number;
        this.number = number;
        this.plan = plan;
        this.effects = effects;
        this.jitter = jitter;
    }

    // ----------------------------------------------------------------- orders

    /** It is to run, as soon as others are ready. */
    void start(long now) {
        if (state == ProcessState.STOPPING) {
            purpose = Purpose.AGAIN;
        } else if (!state.alive() && state != ProcessState.WAITING) {
            failures = 0;
            failed.clear();
            go(ProcessState.WAITING, now);
        }
    }

    /** Those that it comes after are ready. */
    void launch(long now) {
        starts++;
        sent = false;
        killed = false;
        badChecks = 0;
        checking = false;
        complaint = "";
        go(ProcessState.STARTING, now);
        effects.launch(this);
    }

    /** It is not to run any more. */
    void stop(long now) {
        end(Purpose.REST, now);
    }

    /** It is to run anew. */
    void restart(long now) {
        if (state.alive()) {
            end(Purpose.AGAIN, now);
        } else {
            start(now);
        }
    }

    private void end(Purpose what, long now) {
        switch (state) {
            case STARTING, RUNNING -> {
                purpose = what;
                nextCheck = Agenda.NEVER;
                go(ProcessState.STOPPING, now);
                due = now + plan.rules().grace().toNanos();
                effects.signal(this, plan.rules().stopSignal());
            }
            case STOPPING -> purpose = what;
            case WAITING, BACKOFF, EXITED, GAVE_UP -> go(ProcessState.STOPPED, now);
            case STOPPED -> { }
        }
    }

    /** From now on it is started with something else; it is started anew, unless nobody wants it to run. */
    void renew(ProcessPlan other, long now) {
        follow(other, now);
        if (!state.rests() && !isUnwanted()) {
            restart(now);
        }
    }

    /** From now on other rules hold. */
    void follow(ProcessPlan other, long now) {
        plan = other;
        checking = false;
        if (state == ProcessState.RUNNING) {
            nextCheck = other.rules().health() == null ? Agenda.NEVER : now + other.rules().health().interval().toNanos();
            badChecks = 0;
            complaint = "";
        } else if (state == ProcessState.STARTING && sent) {
            sent(now);
        }
    }

    // ----------------------------------------------------------------- events

    /** Its process has been given to a worker that has a place for it. */
    void sent(long now) {
        if (!sent) {
            begun = now;
        }
        sent = true;
        if (state == ProcessState.STARTING) {
            Rules rules = plan.rules();
            due = switch (rules.ready()) {
                case START -> begun + rules.start().toNanos();
                case HEALTH -> begun + rules.health().start().toNanos();
                case EXIT -> Agenda.NEVER;
            };
            nextCheck = rules.health() == null ? Agenda.NEVER : now;
        }
    }

    /**
     * What a check has found.
     *
     * @param number of the check
     */
    void checked(long number, boolean well, String why, long now) {
        Rules.Health health = plan.rules().health();
        if (number != check || !checking) {
            return;
        }
        checking = false;
        if (health == null || state != ProcessState.STARTING && state != ProcessState.RUNNING) {
            return;
        }
        boolean ready = state == ProcessState.RUNNING;
        nextCheck = now + (well || ready ? health.interval().toNanos() : Math.min(HURRY_NANOS, health.interval().toNanos()));
        complaint = well ? "" : why;
        badChecks = well || !ready ? 0 : badChecks + 1;
        if (well && !ready && plan.rules().ready() == Readiness.HEALTH) {
            ready(now);
        } else if (badChecks >= health.failures()) {
            end(Purpose.SICK, now);
        }
    }

    private void ready(long now) {
        due = Agenda.NEVER;
        go(ProcessState.RUNNING, now);
    }

    /** Its process has ended. */
    void ended(Outcome outcome, long now) {
        ProcessState before = state;
        last = outcome;
        lastRan = sent ? now - begun : 0;
        due = Agenda.NEVER;
        nextCheck = Agenda.NEVER;
        boolean expected = plan.rules().expects(outcome);
        if (before == ProcessState.STOPPING && purpose != Purpose.SICK) {
            go(purpose == Purpose.AGAIN ? ProcessState.WAITING : ProcessState.STOPPED, now);
        } else if (outcome.kind() == Outcome.Kind.CANCELLED && before != ProcessState.STOPPING) {
            // All that the crew runs is being ended.
            go(ProcessState.STOPPED, now);
        } else if (!again(expected && before != ProcessState.STOPPING)) {
            go(ProcessState.EXITED, now);
        } else if (expected && before == ProcessState.RUNNING) {
            failures = 0;
            go(ProcessState.WAITING, now);
        } else {
            failed(now);
        }
    }

    private boolean again(boolean expected) {
        return switch (plan.rules().restart()) {
            case ALWAYS -> true;
            case ON_FAILURE -> !expected;
            case NEVER -> false;
        };
    }

    private void failed(long now) {
        Rules rules = plan.rules();
        if (lastRan >= rules.backoff().most().toNanos()) {
            failures = 0;
        }
        failures++;
        failed.add(now);
        int most = rules.giveUp().failures();
        while (failed.size() > Math.max(1, most)) {
            failed.remove();
        }
        if (most > 0 && failed.size() == most && now - failed.peek() <= rules.giveUp().within().toNanos()) {
            go(ProcessState.GAVE_UP, now);
            return;
        }
        go(ProcessState.BACKOFF, now);
        // Not all at the same time, where what they need has failed them all.
        due = now + (long) (rules.backoff().nanosAfter(failures) * (0.5 + jitter.nextDouble() / 2));
    }

    /** Time has passed. */
    void wake(long now) {
        if (due <= now) {
            late(now);
        }
        if (nextCheck > now) {
            return;
        }
        Duration timeout = plan.rules().health().timeout();
        if (checking) {
            checked(check, false, "no answer within " + timeout.toMillis() / 1000.0 + " s", now);
        } else {
            checking = true;
            check++;
            nextCheck = now + timeout.toNanos() + LATE_NANOS;
            effects.check(this);
        }
    }

    private void late(long now) {
        due = Agenda.NEVER;
        switch (state) {
            case BACKOFF -> go(ProcessState.WAITING, now);
            case STARTING -> {
                if (plan.rules().ready() == Readiness.HEALTH) {
                    complaint = "not well after " + plan.rules().health().start().toSeconds() + " s: " + complaint;
                    end(Purpose.SICK, now);
                } else {
                    ready(now);
                }
            }
            case STOPPING -> {
                killed = true;
                effects.kill(this);
            }
            case STOPPED, WAITING, RUNNING, EXITED, GAVE_UP -> { }
        }
    }

    private void go(ProcessState next, long now) {
        if (state != next) {
            state = next;
            since = now;
            due = Agenda.NEVER;
            effects.changed(this);
        }
    }

    // ------------------------------------------------------------------ sight

    String name() {
        return name;
    }

    int number() {
        return number;
    }

    ProcessPlan plan() {
        return plan;
    }

    ProcessState state() {
        return state;
    }

    /** Whether those that come after it may start. */
    boolean isReady() {
        return plan.rules().ready() == Readiness.EXIT
                ? state == ProcessState.EXITED && plan.rules().expects(last)
                : state == ProcessState.RUNNING;
    }

    /** When {@link #wake} is to be called. */
    long due() {
        return Math.min(due, nextCheck);
    }

    /** When what it waits for comes by itself: the end of its back-off, or of the time it has to end. */
    long deadline() {
        return due;
    }

    long since() {
        return since;
    }

    /** Number of the check that has begun last. */
    long check() {
        return check;
    }

    /** How often it was started again. */
    int restarts() {
        return Math.max(0, starts - 1);
    }

    int failures() {
        return failures;
    }

    /** Null: none has ended. */
    Outcome last() {
        return last;
    }

    /** How long the last that has ended ran. */
    long lastRan() {
        return lastRan;
    }

    /** Why it is not well; empty: nobody says so. */
    String complaint() {
        return complaint;
    }

    /** Whether somebody wants it not to run. */
    boolean isUnwanted() {
        return state == ProcessState.STOPPED || state == ProcessState.STOPPING && purpose == Purpose.REST;
    }

    /** Whether its process had to be killed. */
    boolean killed() {
        return killed;
    }

    /** Whether it has ended by itself for good. */
    boolean isOver() {
        return state == ProcessState.EXITED || state == ProcessState.GAVE_UP;
    }
}
