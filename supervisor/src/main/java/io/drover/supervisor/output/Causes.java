package io.drover.supervisor.output;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/** What there is for each {@link Cause} of failures, in the order of the first: a few groups, whatever comes. */
public final class Causes<G> {
    private static final int MOST_GROUPS = 50;
    /** So that one kind of failure with ever other words does not hide the others. */
    private static final int MOST_OF_A_KIND = 8;
    private static final String OTHERS = "other failures";

    private final Map<Cause, G> groups = new LinkedHashMap<>();
    private final Map<String, Integer> kinds = new HashMap<>();

    /**
     * The group of {@code cause}.
     *
     * @param first makes it, of the cause that it is shown by
     */
    public G group(Cause cause, Function<Cause, G> first) {
        return groups.computeIfAbsent(groups.containsKey(cause) ? cause : room(cause), first);
    }

    /** Where one more cause is shown: by itself, or with others of its kind, or with all others. */
    private Cause room(Cause cause) {
        if (kinds.merge(cause.title(), 1, Integer::sum) > MOST_OF_A_KIND) {
            Cause kin = new Cause(cause.title() + ", in other words", "");
            return groups.size() < MOST_GROUPS || groups.containsKey(kin) ? kin : new Cause(OTHERS, "");
        }
        return groups.size() < MOST_GROUPS ? cause : new Cause(OTHERS, "");
    }

    public Collection<G> groups() {
        return groups.values();
    }
}
