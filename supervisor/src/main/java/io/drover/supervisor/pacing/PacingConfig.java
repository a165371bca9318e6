package io.drover.supervisor.pacing;

import java.util.List;

/**
 * What a run is paced by.
 *
 * @param policies all have to agree to a start
 * @param terminal where the user is asked about each task; null: nowhere
 * @param jobs says how many tasks run at a time; null: that does not change
 * @param limits says what one of the policies compares with; null: that does not change
 */
public record PacingConfig(List<StartPolicy> policies, Terminal terminal, WatchedFile jobs, WatchedFile limits) {
    public static final PacingConfig NONE = new PacingConfig(List.of(), null, null, null);

    /** Leave must be asked for each start. */
    public boolean asks() {
        return !policies.isEmpty() || terminal != null;
    }

    /** There is something to look at now and then, whether tasks wait or not. */
    boolean watches() {
        return jobs != null || limits != null;
    }
}
