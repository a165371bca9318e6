package io.drover.doctor;

import io.drover.supervisor.transport.PrivateSources;

/** Whether the kernel keeps strangers away from the ports of a run. Without it each is turned away by ourselves. */
final class StrangersCheck implements Check {
    @Override
    public String name() {
        return "strangers";
    }

    @Override
    public Finding examine() {
        return PrivateSources.hindrance()
                .map(why -> Finding.warn(
                        why, "runs are safe all the same, but strangers who call by the thousand slow the start of workers"))
                .orElseGet(() -> Finding.ok("the kernel keeps them away; workers call from addresses that nobody knows"));
    }
}
