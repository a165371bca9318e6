package io.drover.cli.words;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** The word that was probably meant where there is none like the one given. */
public final class Suggestion {
    private static final int FARTHEST = 3;

    private Suggestion() {}

    /** The one that takes the fewest slips to become {@code word}, if it is at most one for three letters. */
    public static Optional<String> closest(String word, Stream<String> words) {
        String given = plain(word);
        int most = Math.min(FARTHEST, given.length() / 3);
        List<String> near = words.filter(other -> slips(given, plain(other)) <= most).toList();
        return near.stream().min((a, b) -> slips(given, plain(a)) - slips(given, plain(b)));
    }

    private static String plain(String word) {
        return word.replace("-", "").toLowerCase(Locale.ROOT);
    }

    /** Letters that are too many, missing, wrong or swapped with their neighbour. */
    private static int slips(String a, String b) {
        int[][] slips = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                if (i == 0 || j == 0) {
                    slips[i][j] = i + j;
                    continue;
                }
                int wrong = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
                slips[i][j] = Math.min(slips[i - 1][j - 1] + wrong, 1 + Math.min(slips[i - 1][j], slips[i][j - 1]));
                if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1)) {
                    slips[i][j] = Math.min(slips[i][j], slips[i - 2][j - 2] + 1);
                }
            }
        }
        return slips[a.length()][b.length()];
    }
}
