package io.drover.help;

import java.util.ArrayList;
import java.util.List;

/** Breaks text into lines, at blanks only: an option or a replacement string stays whole. */
final class Wrap {
    private Wrap() {}

    /**
     * @param first room for the first line, in characters; a word that is longer is not broken
     * @param others room for the others
     */
    static List<String> lines(String words, int first, int others) {
        List<String> lines = new ArrayList<>();
        String rest = words;
        int room = first;
        while (rest.length() > room) {
            int end = rest.lastIndexOf(' ', room);
            if (end <= 0) {
                end = rest.indexOf(' ', room);
            }
            if (end < 0) {
                break;
            }
            lines.add(rest.substring(0, end));
            rest = rest.substring(end + 1);
            room = others;
        }
        lines.add(rest);
        return lines;
    }
}
