package io.drover.control;

import io.drover.supervisor.Crew;
import io.drover.supervisor.CrewOrder;
import io.drover.supervisor.CrewPlan;
import io.drover.supervisor.Supervisor;
import io.drover.supervisor.core.TaskSpec;
import java.util.List;
import java.util.function.Function;

/**
 * A supervisor as its face presents it to those who look at it.
 *
 * @param kind of face, in a word
 * @param naming what tells it from others
 * @param supervisor to be looked at and steered
 * @param crews all that it has
 * @param drain has it take no more tasks; those that it has run
 * @param title what people know a task by
 * @param desk answers before all others
 */
public record Subject(
        String kind,
        Naming naming,
        Supervisor supervisor,
        List<Member> crews,
        Runnable drain,
        Function<TaskSpec, byte[]> title,
        Desk desk) {

    /**
     * A crew.
     *
     * @param name of the stage; empty where there is one crew
     * @param crew takes orders
     * @param plan what it was hired for
     */
    public record Member(String name, Crew crew, CrewPlan plan) {}

    /** One with a single crew, whose tasks are known by what they run. */
    public static Subject of(String kind, Naming naming, Supervisor supervisor, Crew crew, CrewPlan plan) {
        return new Subject(
                kind,
                naming,
                supervisor,
                List.of(new Member("", crew, plan)),
                () -> supervisor.tell(new CrewOrder.Drain()),
                task -> task.payload().toByteArray(),
                Desk.NONE);
    }
}
