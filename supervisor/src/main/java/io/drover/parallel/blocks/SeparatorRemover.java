package io.drover.parallel.blocks;

import io.drover.parallel.text.Bytes;
import io.drover.parallel.text.Latin;
import java.util.regex.Pattern;

/** Leaves out what is between records, for {@code --remove-rec-sep}. */
final class SeparatorRemover {
    private final Pattern separators;

    SeparatorRemover(BlockConfig config) {
        String end = expression(config.recordEnd(), config.regexp());
        String start = expression(config.recordStart(), config.regexp());
        separators = Pattern.compile("(?m:" + end + start + ")|(?s:\\A" + start + "|" + end + "\\z)");
    }

    private static String expression(byte[] text, boolean regexp) {
        return "(?:" + (regexp ? Bytes.text(text) : Pattern.quote(Bytes.text(text))) + ")";
    }

    byte[] remove(byte[] block) {
        return Bytes.of(separators.matcher(new Latin(block, 0, block.length)).replaceAll(""));
    }
}
