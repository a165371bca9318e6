package io.drover.parallel;

import io.drover.parallel.template.Template;
import io.drover.parallel.template.TemplateParser;
import io.drover.parallel.text.Escapes;

/**
 * What {@link io.drover.supervisor.core.TaskSpec#tag} is made of.
 *
 * @param template a template, never quoted, with backslash escapes; null for the task's values
 */
public record Tag(String template) {
    /** The values, whatever their replacement string is called. */
    public static final Tag VALUES = new Tag(null);

    /** Null where there is no tag. */
    static Template read(Tag tag, TemplateParser parser) {
        if (tag == null) {
            return null;
        }
        return tag.template == null ? Template.VALUES : parser.tag(Escapes.expand(tag.template));
    }
}
