package io.drover.sight;

import io.drover.proto.SupervisorSight;
import java.util.List;

/**
 * A supervisor in a few numbers, all crews together.
 *
 * @param state in a word
 * @param slots tasks that can run at a time
 * @param running tasks that do
 * @param waiting tasks that are known and have not started
 * @param done tasks that have ended, however
 * @param bad tasks that have failed, run out of time or been lost
 */
public record Overview(String state, int slots, int running, long waiting, long done, long bad) {

    /** {@return all that it has} */
    public static Overview of(SupervisorSight sight) {
        Overview all = of(sight.getCrewsList());
        boolean runs = all.state.equals("idle") && sight.getProcessesList().stream().anyMatch(process -> process.getPid() != 0);
        String state = sight.getEnding() ? "ending" : runs ? "running" : all.state;
        return new Overview(state, all.slots, all.running, all.waiting, all.done, all.bad);
    }

    /** {@return of the processes that are kept running, how many are ready of how many; empty where there are none} */
    public static String processes(SupervisorSight sight) {
        long ready = sight.getProcessesList().stream().filter(process -> process.getState().equals("running")).count();
        return sight.getProcessesCount() == 0 ? "" : ready + "/" + sight.getProcessesCount();
    }

    /** {@return these} */
    public static Overview of(List<SupervisorSight.Crew> crews) {
        int slots = 0;
        int running = 0;
        long submitted = 0;
        long done = 0;
        long bad = 0;
        boolean held = false;
        for (SupervisorSight.Crew crew : crews) {
            slots += crew.getSlots();
            running += crew.getRunningCount();
            submitted += Math.max(crew.getSubmitted(), crew.getTotal());
            bad += bad(crew);
            done += crew.getOk() + bad(crew) + crew.getCancelled();
            held |= !crew.getHeld().isEmpty();
        }
        String state = held ? "held" : running > 0 ? "running" : "idle";
        return new Overview(state, slots, running, Math.max(0, submitted - done - running), done, bad);
    }

    private static long bad(SupervisorSight.Crew crew) {
        return crew.getFailed() + crew.getTimedOut() + crew.getLost();
    }
}
