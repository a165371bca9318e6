package io.drover.records;

import io.drover.supervisor.output.ByteSink;

/** Whether bytes, which may come in pieces, are valid UTF-8: no overlong forms, no surrogates. */
final class Utf8 implements ByteSink {
    private int missing;
    /** What the next byte has to be within, if one is missing. */
    private int low;
    private int high;
    private boolean broken;

    static boolean isValid(byte[] bytes) {
        Utf8 check = new Utf8();
        check.write(bytes, 0, bytes.length);
        return check.valid();
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
        for (int i = offset; i < offset + length && !broken; i++) {
            if (missing > 0 || bytes[i] < 0) {
                next(bytes[i] & 0xff);
            }
        }
    }

    /** True if all that came is valid and no character lacks its end. */
    boolean valid() {
        return !broken && missing == 0;
    }

    private void next(int b) {
        if (missing > 0) {
            broken = b < low || b > high;
            missing--;
            low = 0x80;
            high = 0xbf;
        } else if (b >= 0xc2 && b <= 0xdf) {
            begin(1, 0x80, 0xbf);
        } else if (b >= 0xe0 && b <= 0xef) {
            begin(2, b == 0xe0 ? 0xa0 : 0x80, b == 0xed ? 0x9f : 0xbf);
        } else if (b >= 0xf0 && b <= 0xf4) {
            begin(3, b == 0xf0 ? 0x90 : 0x80, b == 0xf4 ? 0x8f : 0xbf);
        } else {
            broken = true;
        }
    }

    private void begin(int more, int lowest, int highest) {
        missing = more;
        low = lowest;
        high = highest;
    }
}
