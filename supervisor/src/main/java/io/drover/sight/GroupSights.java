package io.drover.sight;

import io.drover.proto.Group;
import io.drover.proto.SupervisorSight;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** Groups of a service as JSON. */
public final class GroupSights {
    private GroupSights() {}

    /** {@return its members as {@code drover help service} has them} */
    public static Map<String, Object> json(Group group) {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("group", group.getName().isEmpty() ? null : group.getName());
        all.put("slots", group.getSlots() == 0 ? null : group.getSlots());
        all.put("paused", group.getPaused());
        all.put("tasks", tasks(group));
        return all;
    }

    /** {@return how many tasks it has, by their state} */
    public static Map<String, Long> tasks(Group group) {
        return group.getTasksList().stream().collect(
                Collectors.toMap(SupervisorSight.StateCount::getState, SupervisorSight.StateCount::getTasks, Long::sum, LinkedHashMap::new));
    }
}
