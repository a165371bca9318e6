package io.drover.serve.process;

import java.util.List;

/**
 * A kind of process that is to run.
 *
 * @param name a word
 * @param count how many at a time
 * @param launch what each is started with
 * @param rules what is done about it
 * @param logs where what it prints goes
 * @param after names of those that are to be ready before it starts
 */
public record ProcessPlan(String name, int count, Launch launch, Rules rules, Logs logs, List<String> after) {}
