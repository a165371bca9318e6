package io.drover.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * One command and what GNU parallel 20221122 printed for it with {@code --dry-run -k}. In the files, a line
 * {@code $ parallel ...} or {@code $ printf TEXT | parallel ...} starts one; its output follows, then an empty line.
 *
 * @param words the words after {@code parallel}
 * @param input what is on standard input
 * @param output what was printed; one byte per character, like the rest
 */
record Transcript(String command, List<String> words, String input, String output) {

    static List<Transcript> readAll(String name) throws IOException {
        try (InputStream in = Transcript.class.getResourceAsStream(name + ".transcript")) {
            String text = new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
            List<Transcript> transcripts = new ArrayList<>();
            for (String one : ("\n" + text).split("\n\\$ ")) {
                if (!one.isEmpty()) {
                    transcripts.add(parse(one));
                }
            }
            return transcripts;
        }
    }

    private static Transcript parse(String text) {
        int[] end = {0};
        List<String> words = words(text, end);
        String input = "";
        if (words.get(0).equals("printf")) {
            input = unescape(words.get(1));
            words = words.subList(3, words.size());
        }
        return new Transcript(
                text.substring(0, end[0]), words.subList(1, words.size()), input, text.substring(end[0] + 1));
    }

    /** The words of a shell command up to its newline; knows both kinds of quotes. */
    private static List<String> words(String text, int[] end) {
        List<String> words = new ArrayList<>();
        StringBuilder word = null;
        char quote = 0;
        int i = 0;
        for (; i < text.length() && (text.charAt(i) != '\n' || quote != 0); i++) {
            char c = text.charAt(i);
            if (quote == 0 && c == ' ') {
                words.add(word.toString());
                word = null;
                continue;
            }
            word = word == null ? new StringBuilder() : word;
            if (c == quote) {
                quote = 0;
            } else if (quote == 0 && (c == '\'' || c == '"')) {
                quote = c;
            } else {
                word.append(c);
            }
        }
        words.add(word.toString());
        end[0] = i;
        return words;
    }

    private static String unescape(String text) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) != '\\') {
                out.append(text.charAt(i));
                continue;
            }
            char c = text.charAt(++i);
            switch (c) {
                case 'n' -> out.append('\n');
                case 't' -> out.append('\t');
                case 'r' -> out.append('\r');
                default -> {
                    out.append((char) Integer.parseInt(text.substring(i, i + 3), 8));
                    i += 2;
                }
            }
        }
        return out.toString();
    }

    @Override
    public String toString() {
        return command;
    }
}
