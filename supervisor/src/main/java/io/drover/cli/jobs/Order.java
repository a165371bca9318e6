package io.drover.cli.jobs;

import io.drover.serve.process.ProcessPlan;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Who waits for whom. */
final class Order {
    private Order() {}

    /** Some that wait for each other, each for the next; empty: there are none. */
    static Optional<List<ProcessPlan>> circle(List<ProcessPlan> plans) {
        Set<String> free = new HashSet<>();
        return plans.stream().flatMap(plan -> circle(plan, plans, new ArrayList<>(), free).stream()).findFirst();
    }

    private static Optional<List<ProcessPlan>> circle(ProcessPlan plan, List<ProcessPlan> plans, List<ProcessPlan> way, Set<String> free) {
        if (way.contains(plan)) {
            return Optional.of(way.subList(way.indexOf(plan), way.size()));
        }
        if (free.contains(plan.name())) {
            return Optional.empty();
        }
        List<ProcessPlan> further = new ArrayList<>(way);
        further.add(plan);
        for (ProcessPlan earlier : plans) {
            if (plan.after().contains(earlier.name())) {
                Optional<List<ProcessPlan>> found = circle(earlier, plans, further, free);
                if (found.isPresent()) {
                    return found;
                }
            }
        }
        free.add(plan.name());
        return Optional.empty();
    }

    static String words(List<ProcessPlan> circle) {
        return circle.stream().map(ProcessPlan::name).collect(Collectors.joining(" after ")) + " after " + circle.get(0).name();
    }
}
