package io.drover.pool;

import io.drover.supervisor.CrewPlan;
import io.drover.supervisor.HeadStart;
import io.drover.supervisor.Site;
import io.drover.supervisor.Supervisor;
import io.drover.supervisor.core.Patience;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;

/** What the workers of a pool are. */
enum WorkerKind {
    /** Each is a process. */
    PROCESS {
        /** The first worker starts before there is anything to connect it to. */
        @Override
        Supervisor supervisor(CrewPlan plan) {
            try {
                HeadStart start = HeadStart.at(Site.SHARED_PROCESS);
                try {
                    start.begin(plan);
                    return Supervisor.open(start);
                } catch (IOException | RuntimeException | Error e) {
                    start.close();
                    throw e;
                }
            } catch (IOException e) {
                throw new UncheckedIOException("there can be no pool: " + e.getMessage(), e);
            }
        }

        @Override
        int[] slots(int workers, int each) {
            return equal(workers, each);
        }

        @Override
        Patience patience() {
            return Patience.USUAL;
        }
    },
    /** Each is a thread of this process. */
    THREAD {
        @Override
        Supervisor supervisor(CrewPlan plan) {
            return Supervisor.within(CallTask::new);
        }

        /** With one slot each, for a worker that is ended takes all of its slots with it. */
        @Override
        int[] slots(int workers, int each) {
            return equal(workers * each, 1);
        }

        /** Under a debugger nobody is silent. */
        @Override
        Patience patience() {
            return Patience.USUAL.endless();
        }
    };

    /** One for a crew with this plan. */
    abstract Supervisor supervisor(CrewPlan plan);

    /** What each of so many workers does at a time. */
    abstract int[] slots(int workers, int each);

    abstract Patience patience();

    private static int[] equal(int workers, int slots) {
        int[] each = new int[Math.max(0, workers)];
        Arrays.fill(each, slots);
        return each;
    }
}
