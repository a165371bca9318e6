package io.drover.parallel.template;

import io.drover.supervisor.core.Terms;

/**
 * What tasks are owed where that depends on their values.
 *
 * @param attempts how often a task is started at most, a template
 * @param others all else, which is the same for all
 */
public record TermsTemplate(String attempts, Terms others) {}
