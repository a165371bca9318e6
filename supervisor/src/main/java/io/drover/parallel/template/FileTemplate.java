package io.drover.parallel.template;

import io.drover.parallel.text.Bytes;
import io.drover.parallel.text.UsageException;

/**
 * A file with replacement strings in it, of which each task gets its own. Texts hold one byte per character.
 *
 * @param source the file with the replacement strings
 * @param name where it goes with values instead, a template as well
 * @param temporary whether it is removed after the task
 */
public record FileTemplate(String source, String name, boolean temporary) {

    /** @param text {@code SOURCE=NAME} */
    public static FileTemplate parse(String text, boolean temporary) {
        int end = text.indexOf('=');
        if (end <= 0 || end == text.length() - 1) {
            throw new UsageException("--tmpl wants FILE=NAME, such as my.tmpl={#}.conf, not " + Bytes.readable(text));
        }
        return new FileTemplate(text.substring(0, end), text.substring(end + 1), temporary);
    }
}
