package io.drover.http;

import io.drover.proto.ControlRequest;
import io.drover.proto.ControlRequest.ListGroups;
import io.drover.proto.ControlRequest.SetGroup;
import io.drover.proto.Group;
import io.drover.sight.GroupSights;
import java.util.List;
import java.util.Map;
import org.json.JSONObject;

/** What can be asked about groups of tasks. */
final class GroupRoutes {
    private static final String GROUPS = "/api/v1/groups";

    private final Asking asking;

    GroupRoutes(Asking asking) {
        this.asking = asking;
    }

    void addTo(Routes routes) {
        routes.add("GET", GROUPS, this::list)
                .add("POST", GROUPS, this::set);
    }

    private Reply list(Asked asked) throws Refusal {
        long limit = asked.number("limit");
        return Reply.json(Map.of("groups", list().stream().limit(limit == 0 ? Long.MAX_VALUE : limit).map(GroupSights::json).toList()));
    }

    /** @throws Refusal where there is no store */
    List<Group> list() throws Refusal {
        return asking.ask(to -> to.setGroups(ListGroups.getDefaultInstance())).getGroups().getGroupsList();
    }

    /** The name is in the body: it may have anything in it. */
    private Reply set(Asked asked) throws Refusal {
        JSONObject body = asked.body("group", "slots", "paused");
        SetGroup.Builder group = SetGroup.newBuilder().setName(body.isNull("group") ? "" : body.getString("group"));
        if (!body.has("group") || body.length() < 2) {
            throw new Refusal(400, "say which group, and how many slots it has or whether it is paused");
        }
        if (body.has("slots")) {
            group.setSlots(body.isNull("slots") ? 0 : Members.count(body, "slots"));
        }
        if (body.has("paused")) {
            group.setPaused(body.getBoolean("paused"));
        }
        return asking.order(to -> to.setGroup(group));
    }
}
