package io.drover.control;

import io.drover.supervisor.Crew;
import io.drover.supervisor.CrewOrder;
import io.drover.supervisor.CrewPlan;
import io.drover.supervisor.Supervisor;
import io.drover.supervisor.core.TaskSpec;
import io.drover.supervisor.core.WorkerSight;
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
     * @param helm where the face has a part in its orders
     */
    public record Member(String name, Crew crew, Helm helm) {

        /**
         * One that nobody else steers.
         *
         * @param name of the stage; empty where there is one crew
         * @param crew takes orders
         * @param plan what it was hired for
         */
        public Member(String name, Crew crew, CrewPlan plan) {
            this(name, crew, new CrewHelm(crew, plan));
        }
    }

    /** Orders about a crew that are not always the engine's alone. */
    public interface Helm {
        /**
         * Other workers, so that slots are as near to that as can be.
         *
         * @param slots wanted, at least one
         * @param now the workers that there are
         * @return the slots that there are from now on
         */
        int scale(int slots, List<WorkerSight> now);

        /**
         * A task that is not wanted any more.
         *
         * @param task its {@link TaskSpec#id}; nothing happens if the crew has none such
         */
        void cancel(long task);

        /** {@return whether its tasks are commands, which take signals} */
        boolean takesSignals();
    }

    /**
     * The same with another desk.
     *
     * @param other answers before all others
     */
    public Subject with(Desk other) {
        return new Subject(kind, naming, supervisor, crews, drain, title, other);
    }

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
