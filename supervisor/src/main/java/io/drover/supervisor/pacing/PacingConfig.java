package io.drover.supervisor.pacing;

import java.util.List;

/**
 * What a run is paced by.
 *
 * @param policies all have to agree to a start
 */
public record PacingConfig(List<StartPolicy> policies) {
    public static final PacingConfig NONE = new PacingConfig(List.of());

    /** Leave must be asked for each start. */
    public boolean asks() {
        return !policies.isEmpty();
    }
}
