package io.drover.serve.process;

import io.drover.control.Desk;
import io.drover.control.RefusedException;
import io.drover.posix.ProcessTree;
import io.drover.proto.ControlReply;
import io.drover.proto.ControlRequest;
import io.drover.proto.Explanation;
import io.drover.proto.SupervisorSight;
import io.drover.supervisor.Supervisor;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Answers for processes. Any thread. */
public final class ProcessDesk implements Desk {
    private static final int LINES = 10;

    private final Processes processes;
    private final Supervisor supervisor;
    private final ProcessSource source;
    /** By task: they do not change. */
    private Map<Long, Integer> pids = Map.of();

    /**
     * @param supervisor whose workers have them as children
     * @param source of what is to run
     */
    public ProcessDesk(Processes processes, Supervisor supervisor, ProcessSource source) {
        this.processes = processes;
        this.supervisor = supervisor;
        this.source = source;
    }

    @Override
    public boolean answer(ControlRequest request, ControlReply.Builder reply) throws RefusedException {
        switch (request.getRequestCase()) {
            case PROCESS -> reply.setDone(order(request.getProcess()));
            case ROLL -> reply.setDone(roll(request.getRoll().getNamesList()));
            case RELOAD -> reply.setExplanation(Explanation.newBuilder().addAllLines(reload(request.getReload().getDryRun())));
            case PRINTED -> reply.setPrinted(processes.printed().read(single(request.getPrinted().getProcess()), request.getPrinted().getFrom()));
            case EXPLAIN -> {
                if (request.getExplain().getProcess().isEmpty()) {
                    return false;
                }
                reply.setExplanation(Explanation.newBuilder().addAllLines(why(single(request.getExplain().getProcess()))));
            }
            default -> {
                return false;
            }
        }
        return true;
    }

    // ----------------------------------------------------------------- orders

    private String order(ControlRequest.ProcessOrder order) throws RefusedException {
        check(order.getNamesList());
        List<String> lines = processes.ask(now -> {
            List<Instance> meant = meant(order.getNamesList());
            for (Instance one : meant) {
                switch (order.getWhat()) {
                    case START -> one.start(now);
                    case STOP -> one.stop(now);
                    case RESTART, UNRECOGNIZED -> one.restart(now);
                }
            }
            processes.roster().advance(now);
            return meant.stream().map(one -> Words.state(one, processes.roster().obstacles(one), now)).toList();
        });
        return String.join("; ", lines);
    }

    private String roll(List<String> names) throws RefusedException {
        check(names);
        String obstacle = processes.ask(now -> processes.roster().roll(meant(names), now));
        if (!obstacle.isEmpty()) {
            throw new RefusedException(obstacle);
        }
        return String.join(", ", names) + (names.size() == 1 ? " starts" : " start") + " anew, one process after the other";
    }

    private void check(List<String> names) throws RefusedException {
        if (names.isEmpty()) {
            throw new RefusedException("say which processes");
        }
        for (String name : names) {
            known(name);
        }
    }

    /** To be used in the thread of the processes. */
    private List<Instance> meant(List<String> names) {
        return names.stream().flatMap(name -> processes.roster().of(name).stream()).distinct().toList();
    }

    private List<String> reload(boolean dryRun) throws RefusedException {
        try {
            return processes.reload(source, dryRun);
        } catch (IOException e) {
            throw new RefusedException("nothing is done: " + e.getMessage());
        }
    }

    private List<String> known(String name) throws RefusedException {
        List<String> meant = processes.ask(now -> processes.roster().of(name).stream().map(Instance::name).toList());
        if (meant.isEmpty()) {
            List<String> all = processes.ask(now -> processes.roster().instances().stream().map(Instance::name).toList());
            throw new RefusedException("there is no process " + name + (all.isEmpty() ? "" : ", but " + String.join(", ", all)));
        }
        return meant;
    }

    private String single(String name) throws RefusedException {
        List<String> meant = known(name);
        if (meant.size() > 1) {
            throw new RefusedException("say which: " + String.join(", ", meant));
        }
        return meant.get(0);
    }

    // ------------------------------------------------------------------ sight

    private List<String> why(String name) {
        List<String> lines = new ArrayList<>(processes.ask(now -> processes.roster().of(name).stream()
                .flatMap(one -> Words.of(one, processes.roster().obstacles(one), now).stream())
                .toList()));
        processes.printed().lastLines(name, LINES).forEach(line -> lines.add("| " + line));
        return lines;
    }

    private record Seen(SupervisorSight.Process.Builder process, long task) {}

    @Override
    public void tell(SupervisorSight.Builder sight) {
        List<Seen> seen = processes.ask(now -> processes.roster().instances().stream()
                .map(one -> new Seen(sight(one, now), processes.task(one).orElse(0)))
                .toList());
        processes.ask(now -> processes.roster().rolling().map(ProcessDesk::sight)).ifPresent(sight::setRolling);
        Map<Long, Integer> found = find(seen.stream().map(Seen::task).filter(task -> task > 0).toList());
        seen.forEach(one -> sight.addProcesses(one.process().setPid(found.getOrDefault(one.task(), 0))));
    }

    private static SupervisorSight.Process.Builder sight(Instance one, long now) {
        long millis = System.currentTimeMillis();
        return SupervisorSight.Process.newBuilder()
                .setName(one.name())
                .setState(one.state().text())
                .setSinceMillis(millis - TimeUnit.NANOSECONDS.toMillis(now - one.since()))
                .setRestarts(one.restarts())
                .setFailures(one.failures())
                .setDueMillis(one.deadline() == Agenda.NEVER ? 0 : millis + TimeUnit.NANOSECONDS.toMillis(one.deadline() - now))
                .setLast(one.last() == null ? "" : Words.end(one.last()))
                .setComplaint(one.complaint());
    }

    private static SupervisorSight.Rolling sight(Rolling rolling) {
        return SupervisorSight.Rolling.newBuilder()
                .addAllDone(rolling.done())
                .setCurrent(rolling.current())
                .addAllLeft(rolling.left())
                .setFailure(rolling.failure())
                .build();
    }

    /** A process of a task is the child of its worker that has the number of that in its environment. */
    private synchronized Map<Long, Integer> find(List<Long> tasks) {
        Map<Long, Integer> found = new HashMap<>(pids);
        found.keySet().retainAll(tasks);
        List<Long> missing = tasks.stream().filter(task -> !found.containsKey(task)).toList();
        if (!missing.isEmpty()) {
            ProcessTree tree = ProcessTree.read();
            supervisor.look().crews().stream()
                    .filter(crew -> crew.crew() == processes.crew())
                    .flatMap(crew -> crew.processes().values().stream())
                    .flatMap(worker -> tree.childrenOf(worker).stream())
                    .forEach(child -> missing.stream()
                            .filter(task -> ProcessTree.hasVariable(child, "PARALLEL_SEQ=" + task))
                            .forEach(task -> found.put(task, child)));
        }
        pids = found;
        return found;
    }
}
