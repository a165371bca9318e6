package io.drover.serve.process;

import java.util.Set;

/**
 * What a supervisor still has that had these processes before.
 *
 * @param known whether it has said so
 * @param names of those that have not ended, each with its number
 */
public record Elsewhere(boolean known, Set<String> names) {
    /** There is no other supervisor. */
    public static final Elsewhere NOTHING = new Elsewhere(true, Set.of());
    /** Nobody has said anything. */
    public static final Elsewhere UNKNOWN = new Elsewhere(false, Set.of());

    private static final String THERE = " of the process that had this service before";

    /**
     * Which of them is to end before another can start here; empty: none is.
     *
     * @param alive how many of its kind there are here
     */
    String before(Instance one, long alive) {
        if (!known) {
            return "what is still there" + THERE;
        }
        String kind = one.plan().name();
        long kin = names.stream().filter(name -> name.substring(0, name.lastIndexOf('.')).equals(kind)).count();
        return names.contains(one.name()) ? one.name() + THERE : kin > 0 && kin + alive >= one.plan().count() ? "one " + kind + THERE : "";
    }
}
