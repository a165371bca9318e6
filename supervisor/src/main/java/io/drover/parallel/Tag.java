package io.drover.parallel;

/**
 * What {@link io.drover.supervisor.core.TaskSpec#tag} is made of.
 *
 * @param template a template, never quoted, with backslash escapes; null for the task's values
 */
public record Tag(String template) {
    /** The values, whatever their replacement string is called. */
    public static final Tag VALUES = new Tag(null);
}
