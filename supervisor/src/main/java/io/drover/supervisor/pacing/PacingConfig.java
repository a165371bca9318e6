package io.drover.supervisor.pacing;

import io.drover.supervisor.core.Pacing;
import java.util.List;

/**
 * What a run is paced by.
 *
 * @param starts what the core sees to by itself; it asks for leave if there is somebody to give it
 * @param policies all have to agree to a start
 * @param terminal where the user is asked about each task; null: nowhere
 * @param room says which tasks have to stop for a time; null: none, ever
 * @param jobs says how many tasks run at a time; null: that does not change
 * @param limits says what one of the policies compares with; null: that does not change
 */
public record PacingConfig(
        Pacing starts, List<StartPolicy> policies, Terminal terminal, MemoryRoom room, WatchedFile jobs, WatchedFile limits) {
    public static final PacingConfig NONE = new PacingConfig(Pacing.NONE, List.of(), null, null, null, null);

    public PacingConfig {
        starts = starts.asking(!policies.isEmpty() || terminal != null);
    }

    /** There is nothing to look at, ever. */
    boolean idle() {
        return !starts.asks() && room == null && jobs == null && limits == null;
    }
}
