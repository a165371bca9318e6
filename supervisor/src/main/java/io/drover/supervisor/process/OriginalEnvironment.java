package io.drover.supervisor.process;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Undoes, for everything that we start, what scripts/drover has done to the environment. Where the locale has no letters
 * but those of ASCII, this JVM could name no file with others, so it has a different {@code LC_ALL}; and it would announce
 * {@code JAVA_TOOL_OPTIONS} and the like, so it has them as arguments. For each NAME that was changed there is {@code
 * DROVER_ORIGINAL_NAME}: "=VALUE", or empty where there was none.
 */
final class OriginalEnvironment {
    private static final String SAVED = "DROVER_ORIGINAL_";

    private OriginalEnvironment() {}

    /** A new list. */
    static List<byte[]> restored(List<byte[]> environment) {
        List<byte[]> restored = new ArrayList<>(environment);
        environment.stream().map(OriginalEnvironment::text).filter(text -> text.startsWith(SAVED)).forEach(saved -> {
            int end = saved.indexOf('=');
            String name = saved.substring(SAVED.length(), end);
            restored.removeIf(variable -> text(variable).startsWith(name + "=") || text(variable).equals(saved));
            if (end + 1 < saved.length()) {
                restored.add((name + saved.substring(end + 1)).getBytes(StandardCharsets.ISO_8859_1));
            }
        });
        return restored;
    }

    private static String text(byte[] variable) {
        return new String(variable, StandardCharsets.ISO_8859_1);
    }
}
