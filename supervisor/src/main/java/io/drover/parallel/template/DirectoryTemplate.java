package io.drover.parallel.template;

/**
 * A directory with replacement strings in its name, one for each task. Texts hold one byte per character.
 *
 * @param home where it begins if it is not absolute
 * @param name a template
 * @param temporary whether it is removed after the task
 */
public record DirectoryTemplate(String home, String name, boolean temporary) {}
