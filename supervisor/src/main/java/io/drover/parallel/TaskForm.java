package io.drover.parallel;

import io.drover.parallel.template.TermsTemplate;

/**
 * What the rest of the run wants from the tasks.
 *
 * @param shell whether payloads are command lines for a shell, so that values are quoted; Java tasks get them
 *     as they are
 * @param slots how many tasks run at a time
 * @param mostSlots how many may do so later
 * @param tag null for tasks without a tag
 * @param terms what each task is owed; null when that is the same for all
 * @param keepArguments whether {@link io.drover.supervisor.core.TaskSpec#arguments} is filled
 */
public record TaskForm(boolean shell, int slots, int mostSlots, Tag tag, TermsTemplate terms, boolean keepArguments) {

    /** One for tasks that are all owed the same. */
    public TaskForm(boolean shell, int slots, Tag tag, boolean keepArguments) {
        this(shell, slots, slots, tag, null, keepArguments);
    }
}
