package io.drover.remote;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.NotSerializableException;

/** The bytes of something that travels: not more than there may be. One thread. */
public final class Parcel extends ByteArrayOutputStream {
    /** It is one array at either end. */
    public static final int LARGEST = 1 << 30;

    private final int most;

    Parcel() {
        this(LARGEST);
    }

    /**
     * An empty one.
     *
     * @param most bytes that fit
     */
    public Parcel(int most) {
        super(256);
        this.most = most;
    }

    /** Writes what is to be sent. */
    @FunctionalInterface
    public interface Writing {
        /**
         * Called once.
         *
         * @param out where to
         * @throws IOException if it cannot be written
         */
        void to(DataOutputStream out) throws IOException;
    }

    /**
     * The bytes of what is written.
     *
     * @param what it is, for people
     * @param writing of it
     * @return all of them
     * @throws IllegalArgumentException if it cannot be sent: says why, and names the type that is not serializable
     */
    public static byte[] of(String what, Writing writing) {
        Parcel bytes = new Parcel();
        try {
            write(what, new DataOutputStream(bytes), writing);
        } catch (IOException e) {
            throw unsent(what, String.valueOf(e.getMessage()), e);
        }
        return bytes.toByteArray();
    }

    /**
     * Says of what cannot be sent, and why.
     *
     * @param what it is, for people
     * @param out leads to a parcel
     * @param writing of it
     * @throws IOException if it fails by itself
     * @throws IllegalArgumentException if it cannot be sent
     */
    public static void write(String what, DataOutputStream out, Writing writing) throws IOException {
        try {
            writing.to(out);
        } catch (NotSerializableException e) {
            throw unsent(what, "it has a " + e.getMessage() + ", which is not serializable", e);
        } catch (FullException e) {
            throw unsent(what, e.getMessage(), e);
        } catch (StackOverflowError e) {
            throw unsent(what, "it is nested too deeply to be serialized", e);
        }
    }

    private static IllegalArgumentException unsent(String what, String why, Throwable cause) {
        return new IllegalArgumentException("cannot send " + what + ": " + why, cause);
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
    private static final class FullException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        FullException(long most) {
            super("it has more than " + most + " bytes");
        }
    }
}
