package io.drover.cli.words;

import java.math.BigDecimal;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads a size: {@code .5k} is 500, {@code 1K} is 1024; a negative one is a number of parts. */
public final class BlockSize {
    private static final Pattern SIZE = Pattern.compile("([-+]?(?:[0-9]{1,15}\\.?[0-9]{0,9}|\\.[0-9]{1,9}))([kmgtpKMGTP]?)");

    private BlockSize() {}

    /** @throws IllegalArgumentException where there is none */
    public static long parse(String text) {
        Matcher matcher = SIZE.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("'" + text + "' is not a size");
        }
        return new BigDecimal(matcher.group(1)).multiply(BigDecimal.valueOf(factor(matcher.group(2)))).longValue();
    }

    private static long factor(String suffix) {
        return switch (suffix) {
            case "k" -> 1000;
            case "m" -> 1000_000;
            case "g" -> 1000_000_000;
            case "t" -> 1000_000_000_000L;
            case "K" -> 1 << 10;
            case "M" -> 1 << 20;
            case "G" -> 1 << 30;
            case "T" -> 1L << 40;
            case "p" -> 1000_000_000_000_000L;
            case "P" -> 1L << 50;
            default -> 1;
        };
    }
}
