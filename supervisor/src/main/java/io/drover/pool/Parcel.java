package io.drover.pool;

import java.io.ByteArrayOutputStream;

/** The bytes of something that travels between a pool and its workers: not more than there may be. */
final class Parcel extends ByteArrayOutputStream {
    /** It is one array at either end. */
    static final int LARGEST = 1 << 30;

    private final int most;

    Parcel() {
        this(LARGEST);
    }

    Parcel(int most) {
        super(256);
        this.most = most;
    }

    @Override
    public synchronized void write(int one) {
        room(1);
        super.write(one);
    }

    @Override
    public synchronized void write(byte[] bytes, int offset, int length) {
        room(length);
        super.write(bytes, offset, length);
    }

    private void room(int wanted) {
        if (wanted > most - count) {
            throw new FullException(most);
        }
    }

    /** There is more than fits. */
    static final class FullException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        FullException(long most) {
            super("it has more than " + most + " bytes");
        }
    }
}
