package io.drover.supervisor.pacing;

import java.util.List;

/**
 * What a run is paced by.
 *
 * @param policies all have to agree to a start
 * @param terminal where the user is asked about each task; null: nowhere
 * @param room says which tasks have to stop for a time; null: none, ever
 * @param jobs says how many tasks run at a time; null: that does not change
 * @param limits says what one of the policies compares with; null: that does not change
 */
public record PacingConfig(
        List<StartPolicy> policies, Terminal terminal, MemoryRoom room, WatchedFile jobs, WatchedFile limits) {
    public static final PacingConfig NONE = new PacingConfig(List.of(), null, null, null, null);

    /** Leave must be asked for each start. */
    public boolean asks() {
        return !policies.isEmpty() || terminal != null;
    }

    /** There is nothing to look at, ever. */
    boolean idle() {
        return !asks() && room == null && jobs == null && limits == null;
    }
}
