package io.drover.parallel.text;

/** Which white space around a value is taken away. */
public enum Trim {
    NONE(false, false),
    LEFT(true, false),
    RIGHT(false, true),
    BOTH(true, true);

    private final boolean left;
    private final boolean right;

    Trim(boolean left, boolean right) {
        this.left = left;
        this.right = right;
    }

    /** @throws UsageException for anything but {@code n l r lr rl} */
    public static Trim parse(String text) {
        return switch (text) {
            case "n" -> NONE;
            case "l" -> LEFT;
            case "r" -> RIGHT;
            case "lr", "rl" -> BOTH;
            default -> throw new UsageException("--trim must be one of n, l, r, lr, rl: " + Bytes.readable(text));
        };
    }

    public byte[] apply(byte[] value) {
        int from = 0;
        int to = value.length;
        while (left && from < to && Bytes.isSpace(value[from])) {
            from++;
        }
        while (right && from < to && Bytes.isSpace(value[to - 1])) {
            to--;
        }
        return Bytes.slice(value, from, to);
    }
}
