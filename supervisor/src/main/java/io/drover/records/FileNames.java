package io.drover.records;

import java.nio.charset.Charset;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.StandardCharsets;

/** Values as names of files. */
final class FileNames {
    private static final int LONGEST = 255;

    private FileNames() {}

    /**
     * As GNU parallel escapes: a slash is {@code \_}, a tab {@code \t}, NUL {@code \0}, a backslash {@code \\}. Other
     * than there, no value gets out of its directory or into that of another task.
     *
     * @param number makes the name of a value different that is too long
     */
    static String escaped(byte[] value, long number) {
        StringBuilder name = new StringBuilder();
        for (byte b : value) {
            switch (b) {
                case '/' -> name.append("\\_");
                case '\t' -> name.append("\\t");
                case 0 -> name.append("\\0");
                case '\\' -> name.append("\\\\");
                default -> name.append((char) (b & 0xff));
            }
        }
        if (name.length() > LONGEST) {
            String end = "~" + number;
            name.setLength(LONGEST - end.length());
            // Not in the middle of a character.
            while (name.length() > 0 && (name.charAt(name.length() - 1) & 0xc0) == 0x80) {
                name.setLength(name.length() - 1);
            }
            if (name.charAt(name.length() - 1) >= 0xc0) {
                name.setLength(name.length() - 1);
            }
            name.append(end);
        }
        if (name.toString().equals(".") || name.toString().equals("..")) {
            name.insert(0, '\\');
        }
        return representable(name.toString().getBytes(StandardCharsets.ISO_8859_1));
    }

    /** Bytes that the JVM cannot put into the name of a file are written as {@code \xff}. */
    static String representable(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.UTF_8);
        CharsetEncoder encoder = Charset.forName(System.getProperty("sun.jnu.encoding", "UTF-8")).newEncoder();
        if (Utf8.isValid(bytes) && encoder.canEncode(text)) {
            return text;
        }
        StringBuilder name = new StringBuilder();
        for (byte b : bytes) {
            name.append(b >= 0 ? String.valueOf((char) b) : String.format("\\x%02x", b & 0xff));
        }
        return name.toString();
    }
}
