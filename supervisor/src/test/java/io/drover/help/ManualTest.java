package io.drover.help;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ManualTest {
    private final Manual run = Example.run();

    @Test
    void eachMixinIsASectionAndTheCommandsOwnOptionsTheLast() {
        assertEquals(
                List.of("Speed", "Where it goes", "Other"),
                run.sections().stream().map(Manual.Section::title).toList());
        assertEquals(
                List.of("--dry-run", "-i", "--log", "--wd", "--when"),
                run.sections().get(1).options().stream().map(option -> option.names().get(0)).toList());
    }

    @Test
    void hiddenOptionsAreNotTold() {
        assertEquals(1, run.sections().get(0).options().size());
    }

    @Test
    void shortNamesComeFirstAndSpellingsOnce() {
        assertEquals(List.of("-j", "--jobs"), option("-j").names());
        assertEquals(List.of("--dry-run", "--dryrun"), option("--dry-run").names());
        assertEquals(List.of("--dry-run"), option("--dry-run").distinctNames());
    }

    @Test
    void percentSignsAreThemselves() {
        assertEquals("At a time: 50% or {%}; [all].", option("-j").description());
    }

    @Test
    void knowsWhatAValueIs() {
        assertNull(option("--dry-run").value());
        assertTrue(option("-i").attached());
        assertFalse(option("-j").attached());
        assertTrue(option("--log").value().isFile());
        assertTrue(option("--wd").value().isDirectory());
        assertEquals(List.of("soon", "now"), option("--when").value().choices());
        assertEquals(List.of(), option("-j").value().choices());
        assertTrue(run.parameters().get(0).isCommand());
    }

    @Test
    void hasSynopsisExamplesAndExitStatus() {
        assertEquals(List.of("herd run [OPTIONS] COMMAND"), run.synopsis());
        assertEquals(List.of("herd run -j 2 'echo {}'"), run.examples());
        assertEquals(Map.of("0", "good", "255", "bad"), run.exitStatus());
        assertEquals("Keeps a herd", Example.manual().summary());
        assertEquals("run", run.word());
    }

    private Manual.Entry option(String name) {
        return run.options().stream().filter(option -> option.names().contains(name)).findFirst().orElseThrow();
    }
}
