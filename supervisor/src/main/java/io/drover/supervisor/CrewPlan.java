package io.drover.supervisor;

import io.drover.supervisor.core.HaltPolicy;
import io.drover.supervisor.core.Patience;
import io.drover.supervisor.core.SupervisionConfig;
import io.drover.supervisor.core.Terms;
import io.drover.supervisor.pacing.PacingConfig;
import io.drover.supervisor.process.WorkerJvm;
import io.drover.supervisor.work.Work;
import java.util.List;

/**
 * What a crew is and does, from {@link #of}.
 *
 * @param work what its workers do
 * @param slots for each worker place, how many tasks it runs at a time
 * @param terms what each task is owed
 * @param patience how long workers are waited for
 * @param pacing how fast tasks may start, and who is asked before one does
 * @param halt when the crew ends early
 * @param jvm how the JVMs of its workers are started
 * @param recycling when a worker has done enough
 * @param staffing how many workers there are when there is nothing to do
 * @param endures whether the crew goes on where its workers cannot start, and tries again
 * @param progress whether the follower is told how far the crew is, a few times a second
 */
public record CrewPlan(
        Work work,
        int[] slots,
        Terms terms,
        Patience patience,
        PacingConfig pacing,
        HaltPolicy halt,
        WorkerJvm jvm,
        Recycling recycling,
        Staffing staffing,
        boolean endures,
        Progress progress) {

    /** What the follower is told of how far the crew is. */
    public enum Progress {
        /** Nothing. */
        HIDDEN,
        /** The number of all tasks too, where it can be found out without reading ahead. */
        SHOWN,
        /** The number of all tasks in any case, be it that all of them are read before the first one runs. */
        COUNTED
    }

    /**
     * A plan for workers that do one task at a time, until something else is said.
     *
     * @param work what they do
     * @return to say what differs
     */
    public static Builder of(Work work) {
        return new Builder(work);
    }

    SupervisionConfig supervision() {
        return new SupervisionConfig(slots, work, terms, patience, pacing.starts(), halt, endures);
    }

    /** Says what differs from the usual. */
    public static final class Builder {
        private final Work work;
        private int[] slots = {1};
        private Terms terms = Terms.ONCE;
        private Patience patience = Patience.USUAL;
        private PacingConfig pacing = PacingConfig.NONE;
        private HaltPolicy halt = HaltPolicy.NEVER;
        /** Null: that of this process. */
        private WorkerJvm jvm;
        private Recycling recycling = Recycling.NEVER;
        private Staffing staffing = Staffing.USUAL;
        private boolean endures;
        private Progress progress = Progress.HIDDEN;

        private Builder(Work work) {
            this.work = work;
        }

        /**
         * How many workers there are, and how much each does.
         *
         * @param ofWorkers for each, how many tasks it runs at a time
         * @return this
         * @throws IllegalArgumentException where there is no worker, or one without a slot
         */
        public Builder slots(int... ofWorkers) {
            slots = Slots.checked(ofWorkers);
            return this;
        }

        /**
         * What each task is owed; else {@link Terms#ONCE}.
         *
         * @param ofTasks the terms
         * @return this
         */
        public Builder terms(Terms ofTasks) {
            terms = ofTasks;
            return this;
        }

        /**
         * How long workers are waited for; else {@link Patience#USUAL}.
         *
         * @param withWorkers the limits
         * @return this
         */
        public Builder patience(Patience withWorkers) {
            patience = withWorkers;
            return this;
        }

        /**
         * How fast tasks may start; else as soon as there is a slot.
         *
         * @param ofStarts the pace, and who is asked
         * @return this
         */
        public Builder pacing(PacingConfig ofStarts) {
            pacing = ofStarts;
            return this;
        }

        /**
         * When the crew ends early; else never.
         *
         * @param policy which ends of tasks end it
         * @return this
         */
        public Builder halt(HaltPolicy policy) {
            halt = policy;
            return this;
        }

        /**
         * How the JVMs of its workers are started; else as this one.
         *
         * @param ofWorkers program, options and class path
         * @return this
         */
        public Builder jvm(WorkerJvm ofWorkers) {
            jvm = ofWorkers;
            return this;
        }

        /**
         * When a worker has done enough and another takes over; else {@link Recycling#NEVER}.
         *
         * @param ofWorkers the limits
         * @return this
         */
        public Builder recycling(Recycling ofWorkers) {
            recycling = ofWorkers;
            return this;
        }

        /**
         * How many workers there are when there is nothing to do; else {@link Staffing#USUAL}.
         *
         * @param ofPlaces how many places have a worker then
         * @return this
         */
        public Builder staffing(Staffing ofPlaces) {
            staffing = ofPlaces;
            return this;
        }

        /**
         * The crew goes on where its workers cannot start: one is tried again from time to time, less and less often. Else it ends.
         *
         * @return this
         */
        public Builder enduring() {
            endures = true;
            return this;
        }

        /**
         * What the follower is told of how far the crew is; else nothing.
         *
         * @param told how much
         * @return this
         */
        public Builder progress(Progress told) {
            progress = told;
            return this;
        }

        /**
         * One worker and one task at a time, and nobody is ended for the time that a person takes to look at it.
         *
         * @return this
         */
        public Builder watched() {
            slots = new int[] {1};
            terms = terms.withoutTimeout();
            patience = patience.endless();
            return this;
        }

        /**
         * What has been said.
         *
         * @return the plan
         */
        public CrewPlan build() {
            WorkerJvm chosen = jvm == null ? WorkerJvm.current(work.jvmOptions(), List.of(), List.of()) : jvm;
            return new CrewPlan(work, slots, terms, patience, pacing, halt, chosen, recycling, staffing, endures, progress);
        }
    }
}
