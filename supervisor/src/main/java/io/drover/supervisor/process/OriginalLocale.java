package io.drover.supervisor.process;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Undoes, for everything that we start, what scripts/drover has done to the environment: where the locale has no letters
 * but those of ASCII, this JVM could name no file with others, so it has a different {@code LC_ALL}. The variable
 * {@code DROVER_LOCALE} is what has been there before, "LC_ALL=VALUE", or empty for none.
 */
final class OriginalLocale {
    private static final String SAVED = "DROVER_LOCALE=";

    private OriginalLocale() {}

    /** A new list. */
    static List<byte[]> restored(List<byte[]> environment) {
        List<byte[]> restored = new ArrayList<>(environment);
        environment.stream().map(OriginalLocale::text).filter(text -> text.startsWith(SAVED)).findFirst().ifPresent(text -> {
            restored.removeIf(variable -> text(variable).startsWith("LC_ALL=") || text(variable).startsWith(SAVED));
            String original = text.substring(SAVED.length());
            if (!original.isEmpty()) {
                restored.add(original.getBytes(StandardCharsets.ISO_8859_1));
            }
        });
        return restored;
    }

    private static String text(byte[] variable) {
        return new String(variable, StandardCharsets.ISO_8859_1);
    }
}
