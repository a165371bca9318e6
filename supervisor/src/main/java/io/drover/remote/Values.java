package io.drover.remote;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.NotSerializableException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.ObjectStreamClass;
import java.nio.charset.StandardCharsets;

/** How values travel to workers and back: what is usual in a few bytes, all else serialized, each by itself. Any thread. */
public final class Values {
    private static final int NULL = 0;
    private static final int TEXT = 1;
    private static final int BYTES = 2;
    private static final int INT = 3;
    private static final int LONG = 4;
    private static final int SERIALIZED = 5;

    private Values() {}

    /** {@return where this thread finds classes} */
    public static ClassLoader loader() {
        ClassLoader context = Thread.currentThread().getContextClassLoader();
        return context == null ? Values.class.getClassLoader() : context;
    }

    /**
     * Writes a value.
     *
     * @param out where to
     * @param value which may be null
     * @throws NotSerializableException with the class that is not
     * @throws IOException if {@code out} does
     */
    public static void write(DataOutputStream out, Object value) throws IOException {
        if (value == null) {
            out.writeByte(NULL);
        } else if (value instanceof String text) {
            writeBytes(out, TEXT, text.getBytes(StandardCharsets.UTF_8));
        } else if (value instanceof byte[] bytes) {
            writeBytes(out, BYTES, bytes);
        } else if (value instanceof Integer number) {
            out.writeByte(INT);
            out.writeInt(number);
        } else if (value instanceof Long number) {
            out.writeByte(LONG);
            out.writeLong(number);
        } else {
            writeBytes(out, SERIALIZED, serialized(value));
        }
    }

    private static void writeBytes(DataOutputStream out, int tag, byte[] bytes) throws IOException {
        out.writeByte(tag);
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    /**
     * Reads what {@link #write} has written.
     *
     * @param in where from
     * @param loader has the classes of the value
     * @return the value
     * @throws IOException if it is none
     * @throws ClassNotFoundException if a class of it is not there
     */
    public static Object read(DataInputStream in, ClassLoader loader) throws IOException, ClassNotFoundException {
        int tag = in.readByte();
        return switch (tag) {
            case NULL -> null;
            case TEXT -> new String(readBytes(in), StandardCharsets.UTF_8);
            case BYTES -> readBytes(in);
            case INT -> in.readInt();
            case LONG -> in.readLong();
            case SERIALIZED -> deserialized(readBytes(in), loader);
            default -> throw new IOException("no value begins with " + tag);
        };
    }

    private static byte[] readBytes(DataInputStream in) throws IOException {
        // Not readNBytes, which has twice as much for a moment.
        byte[] bytes = new byte[in.readInt()];
        in.readFully(bytes);
        return bytes;
    }

    static byte[] serialized(Object value) throws IOException {
        Parcel bytes = new Parcel();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(value);
        }
        return bytes.toByteArray();
    }

    /**
     * Of bytes that are nothing but a serialized object.
     *
     * @param bytes all of it
     * @param loader has its classes
     * @return the object
     * @throws IOException if it is none
     * @throws ClassNotFoundException if a class of it is not there
     */
    public static Object deserialized(byte[] bytes, ClassLoader loader) throws IOException, ClassNotFoundException {
        try (ObjectInputStream in = new Loading(new ByteArrayInputStream(bytes), loader)) {
            return in.readObject();
        }
    }

    /** Finds classes where the user's are. */
    private static final class Loading extends ObjectInputStream {
        private final ClassLoader loader;

        Loading(InputStream in, ClassLoader loader) throws IOException {
            super(in);
            this.loader = loader;
        }

        @Override
        protected Class<?> resolveClass(ObjectStreamClass description) throws IOException, ClassNotFoundException {
            try {
                return Class.forName(description.getName(), false, loader);
            } catch (ClassNotFoundException e) {
                // Those of primitive types have no other.
                return super.resolveClass(description);
            }
        }
    }
}
