package io.drover.cli.steer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.drover.parallel.text.UsageException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WhatTest {
    @Test
    void isATaskAWorkerOrAProcess() {
        assertEquals(new What.Task(17), What.of(List.of("17")));
        assertEquals(new What.Worker(2), What.of(List.of("worker", "2")));
        assertEquals(new What.Process("web.1"), What.of(List.of("web.1")));
        assertEquals(new What.Process("worker"), What.of(List.of("worker")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-1", "1x", "12345678901", "worker web", "task 1"})
    void saysWhatItCanBe(String words) {
        UsageException wrong = assertThrows(UsageException.class, () -> What.of(List.of(words.split(" "))));

        assertEquals(
                "the number of a task is missing, the word worker and a number, or the name of a process, instead of " + words,
                wrong.getMessage());
    }

    @Test
    void asksWhyItIsAsItIs() {
        assertEquals(2, new What.Worker(2).explain().getExplain().getWorker());
        assertEquals(17, new What.Task(17).explain().getExplain().getTask());
        assertEquals("web.1", new What.Process("web.1").explain().getExplain().getProcess());
    }
}
