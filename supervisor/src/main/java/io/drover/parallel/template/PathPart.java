package io.drover.parallel.template;

import io.drover.parallel.text.Bytes;

/** The part of a path a replacement string stands for. */
enum PathPart implements Transform {
    WHOLE {
        @Override
        public byte[] apply(byte[] value, TaskNumber number) {
            return value;
        }
    },
    WITHOUT_EXTENSION {
        @Override
        public byte[] apply(byte[] value, TaskNumber number) {
            int dot = Bytes.lastIndexOf(value, (byte) '.');
            return dot > Bytes.lastIndexOf(value, (byte) '/') ? Bytes.slice(value, 0, dot) : value;
        }
    },
    BASENAME {
        @Override
        public byte[] apply(byte[] value, TaskNumber number) {
            return Bytes.slice(value, Bytes.lastIndexOf(value, (byte) '/') + 1, value.length);
        }
    },
    BASENAME_WITHOUT_EXTENSION {
        @Override
        public byte[] apply(byte[] value, TaskNumber number) {
            return WITHOUT_EXTENSION.apply(BASENAME.apply(value, number), number);
        }
    },
    /** As dirname(1): {@code .} for a name without directory, {@code /} for what is in the root. */
    DIRECTORY {
        @Override
        public byte[] apply(byte[] value, TaskNumber number) {
            int end = withoutSlashes(value, value.length);
            while (end > 0 && value[end - 1] != '/') {
                end--;
            }
            if (end == 0) {
                return Bytes.of(value.length > 0 && value[0] == '/' ? "/" : ".");
            }
            end = withoutSlashes(value, end);
            return end == 0 ? Bytes.of("/") : Bytes.slice(value, 0, end);
        }
    };

    private static int withoutSlashes(byte[] value, int length) {
        int end = length;
        while (end > 0 && value[end - 1] == '/') {
            end--;
        }
        return end;
    }
}
