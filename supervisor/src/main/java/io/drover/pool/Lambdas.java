package io.drover.pool;

import io.drover.remote.Values;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.lang.invoke.SerializedLambda;
import java.lang.reflect.Method;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;

/**
 * Lambdas in two parts: what all of one place in the code have in common, which either side makes once, and what each has
 * captured. {@link SerializedLambda} says what they are; by itself it would be written and read by name each time.
 *
 * <p>An instance is what one slot of a worker knows.
 */
final class Lambdas {
    private static final ClassValue<Place> PLACES = new ClassValue<>() {
        @Override
        protected Place computeValue(Class<?> type) {
            return new Place(type);
        }
    };

    private final ClassLoader loader;
    private final Map<ByteBuffer, Known> known = new HashMap<>();

    /** @param loader has the classes of those who wrote the lambdas */
    Lambdas(ClassLoader loader) {
        this.loader = loader;
    }

    /** The class of the lambdas of one place in the code. */
    private static final class Place {
        /** Null if it is none. */
        private final Method replacement;
        private volatile byte[] common;

        Place(Class<?> type) {
            replacement = type.isHidden() && type.isSynthetic() ? replacement(type) : null;
        }

        private static Method replacement(Class<?> type) {
            try {
                Method method = type.getDeclaredMethod("writeReplace");
                method.setAccessible(true);
                return method;
            } catch (ReflectiveOperationException | RuntimeException e) {
                // Not a lambda, or of a module that is closed to us.
                return null;
            }
        }

        SerializedLambda of(Object lambda) {
            try {
                return replacement != null && replacement.invoke(lambda) instanceof SerializedLambda parts ? parts : null;
            } catch (ReflectiveOperationException e) {
                return null;
            }
        }

        byte[] common(SerializedLambda parts) throws IOException {
            byte[] bytes = common;
            if (bytes == null) {
                bytes = commonOf(parts);
                common = bytes;
            }
            return bytes;
        }
    }

    private static byte[] commonOf(SerializedLambda parts) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
        DataOutputStream out = new DataOutputStream(bytes);
        out.writeUTF(parts.getCapturingClass());
        out.writeUTF(parts.getFunctionalInterfaceClass());
        out.writeUTF(parts.getFunctionalInterfaceMethodName());
        out.writeUTF(parts.getFunctionalInterfaceMethodSignature());
        out.writeInt(parts.getImplMethodKind());
        out.writeUTF(parts.getImplClass());
        out.writeUTF(parts.getImplMethodName());
        out.writeUTF(parts.getImplMethodSignature());
        out.writeUTF(parts.getInstantiatedMethodType());
        return bytes.toByteArray();
    }

    /** What {@code call} is made of; null if it is no lambda, or cannot be taken apart. */
    static SerializedLambda parts(Object call) {
        return PLACES.get(call.getClass()).of(call);
    }

    /** @param parts of {@code lambda} */
    static void write(DataOutputStream out, Object lambda, SerializedLambda parts) throws IOException {
        byte[] common = PLACES.get(lambda.getClass()).common(parts);
        out.writeInt(common.length);
        out.write(common);
        out.writeInt(parts.getCapturedArgCount());
        for (int i = 0; i < parts.getCapturedArgCount(); i++) {
            Values.write(out, parts.getCapturedArg(i));
        }
    }

    Object read(DataInputStream in) throws IOException, ReflectiveOperationException {
        ByteBuffer common = ByteBuffer.wrap(in.readNBytes(in.readInt()));
        Known place = known.get(common);
        if (place == null) {
            place = Known.of(new DataInputStream(new ByteArrayInputStream(common.array())), loader);
            known.put(common, place);
        }
        Object[] captured = new Object[in.readInt()];
        for (int i = 0; i < captured.length; i++) {
            captured[i] = Values.read(in, loader);
        }
        return place.lambda(captured);
    }

    /** A place in the code, where this side knows it. */
    private record Known(
            Class<?> capturing,
            String type,
            String method,
            String signature,
            int kind,
            String implementing,
            String implementation,
            String implementationSignature,
            String instantiated,
            Method maker) {

        static Known of(DataInputStream in, ClassLoader loader) throws IOException, ReflectiveOperationException {
            Class<?> capturing = Class.forName(in.readUTF().replace('/', '.'), true, loader);
            // As javac names it, for SerializedLambda alone.
            Method maker = capturing.getDeclaredMethod("$deserializeLambda$", SerializedLambda.class);
            maker.setAccessible(true);
            return new Known(
                    capturing,
                    in.readUTF(),
                    in.readUTF(),
                    in.readUTF(),
                    in.readInt(),
                    in.readUTF(),
                    in.readUTF(),
                    in.readUTF(),
                    in.readUTF(),
                    maker);
        }

        Object lambda(Object[] captured) throws ReflectiveOperationException {
            return maker.invoke(
                    null,
                    new SerializedLambda(
                            capturing,
                            type,
                            method,
                            signature,
                            kind,
                            implementing,
                            implementation,
                            implementationSignature,
                            instantiated,
                            captured));
        }
    }
}
