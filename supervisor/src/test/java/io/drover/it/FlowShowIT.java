package io.drover.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

/** {@code drover show} of flows that took place, or do. */
class FlowShowIT extends InSandbox {

    private Result show(String arguments) {
        return sandbox.shell("drover show flow.db " + arguments).start().awaitEnd();
    }

    /** One item fails in the second of three stages. */
    private void run() {
        sandbox.run("--journal", "flow.db", "-j3", "--stage", "get", "echo {}1; echo {}2", "--then", "--stage", "fit",
                        "echo {}; test {} != b1", "--then", "--stage", "put", ": {}", ":::", "a", "b")
                .finish().exited(1);
    }

    @Test
    void runsStagesAndItemsAreShown() {
        run();
        List<String> lines = show("").exited(0).out().lines().toList();
        assertTrue(lines.get(0).startsWith("run  started"), lines::toString);
        assertTrue(lines.get(1).matches("1 .* completed +1 +8 +1 +drover run --journal flow.db -j3 .*"), lines::toString);
        assertEquals(List.of("stage", "get", "fit", "put"), lines.subList(3, 7).stream().map(line -> line.split(" +")[0]).toList());
        assertTrue(lines.get(4).matches("get +3 +2 +2 +0 +0 .*"), lines::toString);
        assertTrue(lines.get(5).matches("fit +\\d+ +4 +3 +1 +0 .*"), lines::toString);
        assertEquals(18, lines.size(), lines::toString);
        Result json = show("--json").exited(0);
        assertEquals(9, json.out().lines().filter(line -> line.startsWith("{\"item\":")).count());
        assertEquals(9, json.out().lines().count());
    }

    @Test
    void whatFailedIsShownWithItsWay() {
        run();
        List<String> lines = show("--failed").exited(0).out().lines().toList();
        assertEquals(2, lines.size());
        assertTrue(lines.get(1).matches("\\d+ +fit +failed +1 +exit 1 +get: b > fit: b1"), lines::toString);
    }

    @Test
    void anItemIsShownWithWhereItCameFromAndWhatItGave() {
        run();
        String item = show("--json").out().lines().filter(line -> line.contains("\"stage\":\"fit\"") && line.contains("\"value\":\"a2\""))
                .map(line -> line.replaceFirst("\\{\"item\":(\\d+).*", "$1")).findFirst().orElseThrow();
        List<String> lines = show("--task " + item).exited(0).out().lines().toList();
        assertTrue(lines.contains("value         a2") && lines.contains("stage         fit"), lines::toString);
        int from = lines.indexOf("from:");
        int gave = lines.indexOf("gave:");
        assertTrue(lines.get(from + 2).matches("\\d+ +get +ok .* a"), lines::toString);
        assertTrue(lines.get(gave + 2).matches("\\d+ +put +ok .* a2"), lines::toString);
        List<String> json = show("--json --task " + item).exited(0).out().lines().toList();
        assertEquals(
                List.of("itself", "from", "gave"),
                json.stream().map(line -> line.replaceFirst("\\{\"relation\":\"(\\w+)\".*", "$1")).toList());
        show("--task 99").exited(255).oneLine("no item 99 in flow.db");
        sandbox.shell("drover retry flow.db").start().awaitEnd().exited(255).oneLine("flow.db is the journal of a flow");
        show("--output 1").exited(255).oneLine("does not keep what tasks print");
    }

    @Test
    void aFlowIsShownWhileItGoesOn() {
        DroverProcess run = sandbox.run("--journal", "flow.db", "-j1", "--stage", "get", "echo {}", "--then", "--stage", "put",
                ": {}; touch started; while ! test -e go; do sleep 0.05; done", ":::", "a").start();
        sandbox.awaitFile("started");
        List<String> lines = show("").exited(0).out().lines().toList();
        assertTrue(lines.get(1).contains("running or killed"), lines::toString);
        assertTrue(lines.stream().anyMatch(line -> line.matches("2 +put +pending .* a")), lines::toString);
        sandbox.file("go", "");
        run.awaitEnd().exited(0);
    }
}
