package io.drover.task;

import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The codecs that come with Drover. */
public final class Codecs {
    private Codecs() {}

    /**
     * Text in UTF-8. Invalid input becomes U+FFFD; use {@link #bytes} to see every byte.
     *
     * @return the codec
     */
    public static Codec<String> text() {
        return new Codec<>() {
            @Override
            public byte[] encode(String value) {
                return value == null ? new byte[0] : value.getBytes(StandardCharsets.UTF_8);
            }

            @Override
            public String decode(byte[] bytes, int offset, int length) {
                return new String(bytes, offset, length, StandardCharsets.UTF_8);
            }
        };
    }

    /**
     * Bytes as they are.
     *
     * @return the codec
     */
    public static Codec<byte[]> bytes() {
        return new Codec<>() {
            @Override
            public byte[] encode(byte[] value) {
                return value == null ? new byte[0] : value;
            }

            @Override
            public byte[] decode(byte[] bytes, int offset, int length) {
                return Arrays.copyOfRange(bytes, offset, offset + length);
            }

            @Override
            public byte[] decode(byte[] bytes) {
                return bytes;
            }
        };
    }

    /** Text made with {@code toString}; for results of any type that need not be read back. */
    private static Codec<Object> printed() {
        return new Codec<>() {
            @Override
            public byte[] encode(Object value) {
                return value == null ? new byte[0] : value.toString().getBytes(StandardCharsets.UTF_8);
            }

            @Override
            public Object decode(byte[] bytes, int offset, int length) {
                return new String(bytes, offset, length, StandardCharsets.UTF_8);
            }
        };
    }

    /**
     * A protobuf message. Found by its methods {@code parseFrom} and {@code toByteArray}, so that a task may bring any
     * version of protobuf in its own jar.
     *
     * @param <T> the message
     * @param type its class
     * @return the codec
     * @throws IllegalArgumentException if the class has no such methods
     */
    public static <T> Codec<T> message(Class<T> type) {
        try {
            Method parse = type.getMethod("parseFrom", byte[].class);
            Method write = type.getMethod("toByteArray");
            return new Codec<>() {
                @Override
                public byte[] encode(T value) throws Exception {
                    return value == null ? new byte[0] : (byte[]) write.invoke(value);
                }

                @Override
                public T decode(byte[] bytes, int offset, int length) throws Exception {
                    return decode(Arrays.copyOfRange(bytes, offset, offset + length));
                }

                @Override
                public T decode(byte[] bytes) throws Exception {
                    return type.cast(parse.invoke(null, (Object) bytes));
                }
            };
        } catch (NoSuchMethodException e) {
            throw new IllegalArgumentException(
                    "no codec for " + type.getName() + ": override inputCodec() or outputCodec()", e);
        }
    }

    /**
     * A list of values.
     *
     * @param <T> the type of the values
     * @param each of the values
     * @return the codec
     */
    public static <T> Codec<List<T>> list(Codec<T> each) {
        return new ListCodec<>(each);
    }

    /**
     * What a list is made of.
     *
     * @param list from {@link #list}
     * @return the codec of its values
     * @throws IllegalArgumentException if it is none of a list
     */
    public static Codec<?> each(Codec<?> list) {
        if (list instanceof ListCodec<?> codec) {
            return codec.each();
        }
        throw new IllegalArgumentException("a task for several items at a time needs List<...> for its input, or inputCodec() of Codecs.list");
    }

    /** The codec for the {@code index}-th type argument that {@code task} gives to {@link Task}. */
    static <T> Codec<T> forTypeArgument(Class<?> task, int index) {
        return forType(typeArgument(task, index, new HashMap<>()), index);
    }

    @SuppressWarnings("unchecked")
    private static <T> Codec<T> forType(Type type, int index) {
        // A lambda has erased its types: text is what the command line gives and shows.
        if (type == null || type == String.class || type == CharSequence.class) {
            return (Codec<T>) (index == 0 ? text() : printed());
        }
        if (type == byte[].class) {
            return (Codec<T>) bytes();
        }
        Class<?> raw = type instanceof ParameterizedType generic ? (Class<?>) generic.getRawType() : (Class<?>) type;
        if (index == 0 && raw == List.class) {
            Type each = type instanceof ParameterizedType generic ? generic.getActualTypeArguments()[0] : null;
            return (Codec<T>) list(forType(each instanceof Class<?> ? each : null, index));
        }
        if (index == 1 && (Number.class.isAssignableFrom(raw)
                || raw == Object.class || raw == Boolean.class || raw == Void.class || raw.isEnum()
                || Collection.class.isAssignableFrom(raw) || raw.isRecord())) {
            return (Codec<T>) printed();
        }
        return (Codec<T>) (raw == Object.class ? text() : message(raw));
    }

    /** Follows the type hierarchy up to {@link Task}; null where the types are erased. */
    private static Type typeArgument(Type type, int index, Map<TypeVariable<?>, Type> known) {
        Class<?> raw;
        if (type instanceof ParameterizedType generic) {
            raw = (Class<?>) generic.getRawType();
            TypeVariable<?>[] names = raw.getTypeParameters();
            for (int i = 0; i < names.length; i++) {
                Type argument = generic.getActualTypeArguments()[i];
                known.put(names[i], known.getOrDefault(argument, argument));
            }
        } else if (type instanceof Class<?> plain) {
            raw = plain;
        } else {
            return null;
        }
        if (raw == Task.class) {
            Type found = known.get(Task.class.getTypeParameters()[index]);
            return found instanceof Class<?> || found instanceof ParameterizedType ? found : null;
        }
        for (Type parent : raw.getGenericInterfaces()) {
            Type found = typeArgument(parent, index, known);
            if (found != null) {
                return found;
            }
        }
        Type parent = raw.getGenericSuperclass();
        return parent == null ? null : typeArgument(parent, index, known);
    }
}
