package io.drover.it;

import org.junit.jupiter.api.Test;

/** scripts/soak, which takes half an hour by itself, for some seconds. */
class SoakIT extends InSandbox {
    private static final String SECONDS = System.getProperty("drover.it.soak", "10");

    @Test
    void aServiceWhoseWorkersAreKilledUnderLoadLosesNothingAndComesToRest() {
        Result result = sandbox.shell("export JAVA_HOME='" + System.getProperty("java.home") + "' DROVER_CACHE='" + Archives.cache() + "'\n"
                        + "exec '" + Sandbox.launcher().resolveSibling("soak") + "' " + SECONDS)
                .finish();
        result.printedSomewhere("tasks were accepted").exited(0);
    }
}
