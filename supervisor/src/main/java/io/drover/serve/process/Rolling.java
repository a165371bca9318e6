package io.drover.serve.process;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.function.Predicate;

/** Processes that start anew one after the other: the next when the one before is ready. It is over where one does not come up. */
final class Rolling {
    private final List<String> done = new ArrayList<>();
    private final Deque<Instance> left;
    /** Null: none starts anew now. */
    private Instance current;
    private String failure = "";

    Rolling(List<Instance> all) {
        left = new ArrayDeque<>(all);
    }

    /**
     * Does what has become possible.
     *
     * @param here whether it is still among those that are to run
     * @param effects is told when it is over before its end
     */
    void advance(Predicate<Instance> here, Effects effects, long now) {
        while (!isOver()) {
            if (current != null && here.test(current) && !current.isReady()) {
                fail(effects);
                return;
            }
            if (current != null && here.test(current)) {
                done.add(current.name());
            }
            current = left.poll();
            if (current != null && here.test(current) && !current.isUnwanted()) {
                current.restart(now);
            } else {
                current = null;
            }
        }
    }

    /** If it has come to nothing. */
    private void fail(Effects effects) {
        String why = switch (current.state()) {
            case WAITING, STARTING, RUNNING, STOPPING -> "";
            case STOPPED -> "was stopped";
            case BACKOFF, EXITED, GAVE_UP ->
                    "did not come up (" + (current.complaint().isEmpty() ? Words.end(current.last()) : current.complaint()) + ")";
        };
        if (!why.isEmpty()) {
            String others = left.isEmpty() ? "" : ": " + names(left) + (left.size() == 1 ? " stays as it was" : " stay as they were");
            failure = current.name() + " " + why + others;
            effects.news(current, why + others);
            current = null;
        }
    }

    boolean isOver() {
        return !failure.isEmpty() || current == null && left.isEmpty();
    }

    /** Those that have started anew. */
    List<String> done() {
        return done;
    }

    /** Which starts anew now; empty: it is over. */
    String current() {
        return current == null ? "" : current.name();
    }

    /** Those that have not. */
    List<String> left() {
        return left.stream().map(Instance::name).toList();
    }

    /** Why it is over before its end; empty: it is not. */
    String failure() {
        return failure;
    }

    static String names(Collection<Instance> some) {
        return String.join(", ", some.stream().map(Instance::name).toList());
    }
}
