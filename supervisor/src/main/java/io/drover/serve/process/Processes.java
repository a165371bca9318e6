package io.drover.serve.process;

import com.google.protobuf.ByteString;
import io.drover.posix.Signal;
import io.drover.proto.CommandSetup;
import io.drover.proto.TermStep;
import io.drover.supervisor.Crew;
import io.drover.supervisor.CrewOrder;
import io.drover.supervisor.CrewPlan;
import io.drover.supervisor.Follower;
import io.drover.supervisor.Slots;
import io.drover.supervisor.Submissions;
import io.drover.supervisor.Supervisor;
import io.drover.supervisor.core.Outcome;
import io.drover.supervisor.core.Reach;
import io.drover.supervisor.core.TaskSpec;
import io.drover.supervisor.core.Terms;
import io.drover.supervisor.output.Conveyor;
import io.drover.supervisor.process.WorkerJvm;
import io.drover.supervisor.work.Commands;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Keeps processes running: each is a task of a crew, and a new one when it starts again. All is decided in one thread, which sleeps until
 * something happens or the next time has come. Any thread may call.
 */
public final class Processes implements AutoCloseable {
    /** Other tasks of the supervisor have lower numbers. */
    private static final long FIRST_TASK = 1L << 40;

    private final Agenda agenda;
    private final Submissions submissions = new Submissions();
    private final Roster roster = new Roster(new Acts(), ThreadLocalRandom.current());
    private final Map<Long, Instance> byTask = new HashMap<>();
    private final Map<Long, Asked> checks = new HashMap<>();
    private final Probes probes = new Probes();
    private final ControlGroups groups = new ControlGroups();
    private final Map<Instance, Long> tasks = new HashMap<>();
    private final Set<Instance> changed = new LinkedHashSet<>();
    private final BiConsumer<String, String> news;
    private final Printed printed;
    private long lastTask = FIRST_TASK;
    private Crew crew;
    private int[] slots;
    private final Function<String, byte[]> tags;
    /** Null: nobody wants to know. */
    private BiConsumer<Outcome, Boolean> ended;

    /**
     * Without any.
     *
     * @param tags what stands before each line that a process of this name prints; null where nothing does
     * @param news is told a name and what there is to say of it, and does not block
     */
    public Processes(Function<String, byte[]> tags, BiConsumer<String, String> news) {
        this.tags = tags;
        this.news = news;
        this.printed = new Printed(news);
        agenda = new Agenda("drover-processes", new Duties(), bug -> news.accept("processes", bug));
    }

    /**
     * A crew that runs these. Their grace is over when a task of it is cancelled.
     *
     * @param environment of their workers, as {@link WorkerJvm} wants it
     */
    public static CrewPlan crew(List<ProcessPlan> plans, List<byte[]> environment) {
        Commands work = new Commands(CommandSetup.newBuilder()
                .setShell(ByteString.copyFromUtf8("/bin/sh"))
                .setLive(true)
                .setDirect(true)
                .setEndLeftovers(true)
                .addTermSequence(TermStep.newBuilder().setSignal(Signal.KILL.number()))
                .build());
        WorkerJvm jvm = WorkerJvm.current(work.jvmOptions(), List.of(), environment);
        return CrewPlan.of(work).slots(places(plans)).jvm(jvm).build();
    }

    private static int[] places(List<ProcessPlan> plans) {
        return Slots.scaled(new int[0], Math.max(1, needed(plans)), Slots.COMMANDS_OF_A_WORKER);
    }

    /** One for each, and one for each that is asked by a command. */
    private static int needed(List<ProcessPlan> plans) {
        return plans.stream()
                .mapToInt(plan -> plan.count() * (plan.rules().health() != null && plan.rules().health().check() instanceof Check.Command ? 2 : 1))
                .sum();
    }

    /**
     * Has them started, by a crew of their own.
     *
     * @param supervisor hires it
     * @param plan of {@link #crew}
     * @param follower has {@link #conveyor} in it
     * @param plans what is to run
     * @return the crew, which is over when they are
     */
    public Crew begin(Supervisor supervisor, CrewPlan plan, Follower follower, List<ProcessPlan> plans) {
        slots = plan.slots();
        crew = supervisor.hire(plan, submissions, follower);
        act(now -> apply(plans, now));
        return crew;
    }

    /**
     * Where it is learned what becomes of them.
     *
     * @param next what they print goes on there; null: to nobody
     * @return has been started
     */
    public Conveyor conveyor(Conveyor next) {
        return new ProcessStation(this, next).conveyor().start();
    }

    /**
     * From now on somebody is told what has ended for good.
     *
     * @param told the outcome, and whether all others are at rest too
     */
    public void onEnd(BiConsumer<Outcome, Boolean> told) {
        act(now -> ended = told);
    }

    /**
     * From now on none starts that is still there elsewhere.
     *
     * @param now what is there
     */
    public void elsewhere(Elsewhere now) {
        act(unused -> roster.elsewhere(now));
    }

    /** All are ended, and then the crew is over. */
    public void stop() {
        act(roster::close);
    }

    /**
     * Has what runs become what the source says now; what has not changed there goes on.
     *
     * @param source of what was to run until now
     * @param dryRun nothing is done
     * @return what is done, for people, a line for each
     * @throws IOException if the source is wrong: then nothing is done; the message is for the user
     */
    public List<String> reload(ProcessSource source, boolean dryRun) throws IOException {
        List<ProcessPlan> plans = source.read();
        List<String> remarks = source.remarks();
        List<String> lines = ask(now -> {
            List<String> changes = Stream.concat(roster.changes(plans).stream().map(Change::words), remarks.stream()).toList();
            if (!dryRun) {
                apply(plans, now);
            }
            return changes;
        });
        return lines == null ? List.of() : lines;
    }

    /** Files that they are logged to may have other names by now: from now on they are written under the old ones. */
    public void reopen() {
        printed.reopen();
    }

    Printed printed() {
        return printed;
    }

    // ----------------------------------------------------------- in the thread

    private void apply(List<ProcessPlan> plans, long now) {
        int more = needed(plans) - Arrays.stream(slots).sum();
        if (more > 0) {
            // Those that there are stay as they are: what they run does not end.
            slots = IntStream.concat(Arrays.stream(slots), Arrays.stream(Slots.scaled(new int[0], more, Slots.COMMANDS_OF_A_WORKER))).toArray();
            crew.tell(new CrewOrder.Scale(slots));
        }
        roster.apply(plans, now);
        roster.instances().forEach(printed::follow);
    }

    /** Does it in its turn. */
    void act(Agenda.Act act) {
        agenda.act(act);
    }

    /** Does it in its turn, and waits for what it says. */
    <T> T ask(Function<Long, T> question) {
        return agenda.ask(question);
    }

    private final class Duties implements Agenda.Duty {
        @Override
        public void wake(long now) {
            roster.wake(now);
        }

        @Override
        public void settle(long now) {
            roster.advance(now);
            for (Instance one : List.copyOf(changed)) {
                String line = Words.news(one, now);
                if (!line.isEmpty()) {
                    news.accept(one.name(), line);
                }
                if (one.isOver() && ended != null) {
                    ended.accept(one.last(), roster.instances().stream().allMatch(other -> other.state().rests()));
                }
            }
            changed.clear();
            if (roster.isClosed()) {
                submissions.end();
            }
        }

        @Override
        public long due() {
            return roster.due();
        }
    }

    /** To be used in the thread alone. */
    Roster roster() {
        return roster;
    }

    /** The number of its task, while there is one. To be used in the thread alone. */
    OptionalLong task(Instance one) {
        Long task = tasks.get(one);
        return task == null ? OptionalLong.empty() : OptionalLong.of(task);
    }

    /** Number of the crew. */
    int crew() {
        return crew.number();
    }

    /** A task is on its way to a worker. Any thread. */
    void sent(long task) {
        act(now -> {
            Instance one = byTask.get(task);
            if (one != null) {
                one.sent(now);
            }
        });
    }

    /** A task has ended. Any thread. */
    void ended(long task, Outcome outcome) {
        act(now -> {
            Asked asked = checks.remove(task);
            if (asked != null) {
                asked.answered(outcome.ok() ? "" : Words.end(outcome), now);
            }
            Instance one = byTask.remove(task);
            if (one != null) {
                tasks.remove(one);
                groups.remove(one.name());
                one.ended(outcome, now);
            }
        });
    }

    /** A check of a process. */
    private record Asked(Instance one, long check) {
        /** @param complaint empty: it is well */
        void answered(String complaint, long now) {
            one.checked(check, complaint.isEmpty(), complaint, now);
        }
    }

    /** Null: it is in none. */
    private Path group(Instance one) {
        Launch.Limits limits = one.plan().launch().limits();
        Path group = groups.make(one.name(), limits);
        if (group == null && limits.cpu() > 0) {
            news.accept(one.name(), "has all processors, whatever its limit: " + groups.obstacle());
        }
        return group;
    }

    private final class Acts implements Effects {
        @Override
        public void launch(Instance one) {
            long task = ++lastTask;
            byTask.put(task, one);
            tasks.put(one, task);
            Started origin = new Started(task, one.name(), tags.apply(one.name()));
            if (!submissions.submit(new TaskSpec(task, CommandLines.process(one, group(one)), null, null, null, CommandLines.surroundings(one), 0, origin))) {
                ended(task, Outcome.CANCELLED);
            }
        }

        @Override
        public void signal(Instance one, int signal) {
            // What has not begun does not begin any more.
            crew.tell(new CrewOrder.Cancel(tasks.get(one), Reach.WAITING));
            crew.tell(new CrewOrder.SignalTask(tasks.get(one), signal));
        }

        @Override
        public void kill(Instance one) {
            crew.tell(new CrewOrder.Cancel(tasks.get(one)));
        }

        @Override
        public void check(Instance one) {
            Rules.Health health = one.plan().rules().health();
            if (health.check() instanceof Check.Command command) {
                long task = ++lastTask;
                checks.put(task, new Asked(one, one.check()));
                Terms terms = Terms.ONCE.timeout(health.timeout());
                ByteString line = CommandLines.check(one, command);
                if (!submissions.submit(new TaskSpec(task, line, null, null, terms, CommandLines.surroundings(one), 0, null))) {
                    checks.remove(task);
                }
                return;
            }
            Asked asked = new Asked(one, one.check());
            probes.ask(health.check().of(one.number()), health.timeout(), complaint -> act(now -> asked.answered(complaint, now)));
        }

        @Override
        public void changed(Instance one) {
            changed.add(one);
        }

        @Override
        public void news(Instance one, String what) {
            news.accept(one.name(), what);
        }

        @Override
        public void gone(Instance one) {
            printed.forget(one);
        }
    }

    @Override
    public void close() {
        agenda.close();
        probes.close();
    }
}
