package io.drover.parallel.text;

/** What ends a record, as the user writes it. */
public final class Delimiter {
    public static final byte[] NEWLINE = {'\n'};
    static final byte[] NUL = {0};

    private Delimiter() {}

    /**
     * The bytes {@code text} stands for: itself, with {@code \n \t \r \f \v \a \b \e \\}, octal {@code \0} to
     * {@code \377} and hexadecimal {@code \x41} replaced.
     *
     * @throws UsageException when nothing is left to cut at
     */
    public static byte[] parse(String text) {
        byte[] bytes = Bytes.of(Escapes.expand(text));
        if (bytes.length == 0) {
            throw new UsageException("the delimiter is empty");
        }
        return bytes;
    }
}
