package io.drover.cli.words;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads a number with an optional suffix: {@code 2k} is 2000, {@code 2K} is 2048. */
public final class Count {
    private static final Pattern NUMBER = Pattern.compile("([0-9]{1,10})([kmgKMG]?)");

    private Count() {}

    /** @throws IllegalArgumentException where there is none */
    public static int parse(String text) {
        Matcher matcher = NUMBER.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("'" + text + "' is not a number");
        }
        long number = Long.parseLong(matcher.group(1)) * factor(matcher.group(2));
        return (int) Math.min(number, Integer.MAX_VALUE);
    }

    private static long factor(String suffix) {
        return switch (suffix) {
            case "k" -> 1000;
            case "m" -> 1000_000;
            case "g" -> 1000_000_000;
            case "K" -> 1 << 10;
            case "M" -> 1 << 20;
            case "G" -> 1 << 30;
            default -> 1;
        };
    }
}
