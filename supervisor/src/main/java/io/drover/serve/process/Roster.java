package io.drover.serve.process;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/** All processes that are to run: who starts when, who ends before whom, and what another list of them changes. */
final class Roster {
    private final Effects effects;
    private final RandomGenerator jitter;
    private List<ProcessPlan> plans = List.of();
    private final List<Instance> instances = new ArrayList<>();
    /** They are to end, those first that others do not come before. */
    private final List<Instance> leaving = new ArrayList<>();
    /** The last; null: there was none. */
    private Rolling rolling;
    private Elsewhere elsewhere = Elsewhere.NOTHING;
    private boolean closing;

    Roster(Effects effects, RandomGenerator jitter) {
        this.effects = effects;
        this.jitter = jitter;
    }

    /** What {@link #apply} would do. */
    List<Change> changes(List<ProcessPlan> next) {
        List<Change> changes = new ArrayList<>();
        for (ProcessPlan plan : next) {
            changes.add(plans.stream()
                    .filter(old -> old.name().equals(plan.name()))
                    .findFirst()
                    .map(old -> change(old, plan))
                    .orElseGet(() -> new Change(plan.name(), Change.Kind.STARTS, "")));
        }
        for (ProcessPlan plan : plans) {
            if (next.stream().noneMatch(other -> other.name().equals(plan.name()))) {
                changes.add(new Change(plan.name(), Change.Kind.ENDS, ""));
            }
        }
        return changes;
    }

    private static Change change(ProcessPlan old, ProcessPlan plan) {
        String count = old.count() == plan.count() ? "" : old.count() + " become " + plan.count();
        if (!old.launch().equals(plan.launch())) {
            String what = Stream.of(
                            old.launch().command().equals(plan.launch().command()) && old.launch().shell() == plan.launch().shell() ? null : "command",
                            old.launch().environment().equals(plan.launch().environment()) && old.launch().port() == plan.launch().port()
                                    ? null : "environment",
                            old.launch().directory().equals(plan.launch().directory()) ? null : "directory",
                            old.launch().user().equals(plan.launch().user()) ? null : "user",
                            old.launch().limits().equals(plan.launch().limits()) ? null : "limits",
                            count.isEmpty() ? null : "count")
                    .filter(Objects::nonNull)
                    .reduce((a, b) -> a + ", " + b)
                    .orElseThrow();
            return new Change(plan.name(), Change.Kind.RESTARTS, "another " + what);
        }
        boolean same = old.rules().equals(plan.rules()) && old.logs().equals(plan.logs()) && old.after().equals(plan.after());
        return new Change(plan.name(), same && count.isEmpty() ? Change.Kind.STAYS : Change.Kind.FOLLOWS, count);
    }

    /** From now on these are to run; those that are new start. */
    void apply(List<ProcessPlan> next, long now) {
        List<Change> changes = changes(next);
        plans = List.copyOf(next);
        for (Change change : changes) {
            for (Instance one : of(change.process())) {
                switch (change.kind()) {
                    case ENDS -> leave(one);
                    case RESTARTS -> one.renew(plan(change.process()), now);
                    case FOLLOWS -> one.follow(plan(change.process()), now);
                    case STARTS, STAYS -> { }
                }
            }
        }
        for (ProcessPlan plan : plans) {
            of(plan.name()).stream().filter(one -> one.number() > plan.count()).forEach(this::leave);
            for (int number = 1; number <= plan.count(); number++) {
                join(plan, number, now);
            }
        }
        instances.sort(Comparator.comparingInt((Instance one) -> place(one.plan().name())).thenComparingInt(Instance::number));
        advance(now);
    }

    private void join(ProcessPlan plan, int number, long now) {
        Instance there = of(plan.name()).stream().filter(one -> one.number() == number).findFirst().orElse(null);
        if (there == null) {
            there = new Instance(plan, number, effects, jitter);
            instances.add(there);
            there.start(now);
        } else if (leaving.remove(there)) {
            there.follow(plan, now);
            there.start(now);
        }
    }

    private void leave(Instance one) {
        if (!leaving.contains(one)) {
            leaving.add(one);
        }
    }

    /** Those that are gone from the list come last. */
    private int place(String name) {
        List<String> names = plans.stream().map(ProcessPlan::name).toList();
        return names.contains(name) ? names.indexOf(name) : names.size();
    }

    private ProcessPlan plan(String name) {
        return plans.stream().filter(plan -> plan.name().equals(name)).findFirst().orElseThrow();
    }

    /**
     * Has these start anew one after the other, but for those that somebody has stopped.
     *
     * @return why not; empty: it is so
     */
    String roll(List<Instance> meant, long now) {
        if (rolling != null && !rolling.isOver()) {
            return rolling.current() + " starts anew as one of several: wait until all have, or stop it";
        }
        List<Instance> wanted = meant.stream().filter(one -> !one.isUnwanted()).toList();
        if (wanted.isEmpty()) {
            return Rolling.names(meant) + (meant.size() == 1 ? " is stopped: drover start has it start" : " are stopped: drover start has them start");
        }
        rolling = new Rolling(wanted);
        advance(now);
        return "";
    }

    /** All are ended, those first that come after others. Nothing starts any more. */
    void close(long now) {
        closing = true;
        instances.forEach(this::leave);
        advance(now);
    }

    /** Does what has become possible. To be called when anything has happened. */
    void advance(long now) {
        for (Instance one : leaving) {
            if (one.state() != ProcessState.STOPPING && !one.state().rests() && followers(one).noneMatch(other -> other.state().alive())) {
                one.stop(now);
            }
        }
        if (!closing) {
            for (Instance one : leaving.stream().filter(one -> one.state().rests()).toList()) {
                leaving.remove(one);
                instances.remove(one);
                effects.gone(one);
            }
        }
        if (rolling != null && !closing) {
            rolling.advance(one -> instances.contains(one) && !leaving.contains(one), effects, now);
        }
        for (Instance one : instances) {
            if (one.state() == ProcessState.WAITING && !leaving.contains(one) && obstacles(one).isEmpty()) {
                one.launch(now);
            }
        }
    }

    /** Those that come after it and are to end as well. */
    private Stream<Instance> followers(Instance one) {
        return leaving.stream().filter(other -> other.plan().after().contains(one.plan().name()));
    }

    /** What it waits for, in words: those that it comes after and that are not ready, and those of another supervisor that are to end. */
    List<String> obstacles(Instance one) {
        long alive = of(one.plan().name()).stream().filter(other -> other.state().alive()).count();
        return Stream.concat(
                        one.plan().after().stream().flatMap(name -> of(name).stream()).filter(other -> !other.isReady())
                                .map(other -> other.name() + ", which is " + other.state().text().replace('_', ' ')),
                        Stream.of(elsewhere.before(one, alive)).filter(other -> !other.isEmpty()))
                .toList();
    }

    /** There are others, or not any more. */
    void elsewhere(Elsewhere now) {
        elsewhere = now;
    }

    /** Time has passed. */
    void wake(long now) {
        instances.stream().filter(one -> one.due() <= now).toList().forEach(one -> one.wake(now));
        advance(now);
    }

    /** When {@link #wake} is to be called. */
    long due() {
        return instances.stream().mapToLong(Instance::due).min().orElse(Agenda.NEVER);
    }

    /** In the order of the list. */
    List<Instance> instances() {
        return instances;
    }

    /** Of that name, be it of one or of several. */
    List<Instance> of(String name) {
        return instances.stream().filter(one -> one.plan().name().equals(name) || one.name().equals(name)).toList();
    }

    /** Those that start anew one after the other, or did so last. */
    Optional<Rolling> rolling() {
        return Optional.ofNullable(rolling);
    }

    /** Whether there is no process, and none will be. */
    boolean isClosed() {
        return closing && instances.stream().noneMatch(one -> one.state().alive());
    }
}
