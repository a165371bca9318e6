package io.drover.posix;

import com.sun.jna.Native;
import com.sun.jna.Platform;
import com.sun.jna.Structure;
import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * JNA's native part. It is in the directory that the property {@code jna.boot.library.path} names; where it is not, or
 * cannot be loaded there, we unpack it: JNA would do that in the user's cache, whoever can change what is in there.
 *
 * <p>Loaded when this class is; whoever uses JNA has that done first.
 */
final class NativePart {
    private static final String DIRECTORY = "jna.boot.library.path";
    private static final String NO_UNPACKING = "jna.nounpack";
    private static final String FILE = "libjnidispatch.so";
    /** Tells libffi of types. */
    static final String DESCRIBED = "com.sun.jna.Structure$FFIType";
    static final List<String> FIELD_ORDER = List.of("size", "alignment", "type", "elements");

    static {
        if (isKept()) {
            initializeJnaFrom(Path.of(System.getProperty(DIRECTORY)));
        } else {
            unpack();
        }
    }

    private NativePart() {}

    /** Returns when it is loaded. */
    static void load() {}

    private static boolean isKept() {
        String directory = System.getProperty(DIRECTORY);
        if (directory == null || directory.contains(":")) {
            return false;
        }
        try {
            System.load(Path.of(directory, FILE).toAbsolutePath().toString());
            return true;
        } catch (UnsatisfiedLinkError e) {
            return false;
        }
    }

    private static void unpack() {
        try {
            Unpacked.load(resource(), NativePart::initializeJnaFrom);
        } catch (IOException e) {
            throw new UnsatisfiedLinkError(e.getMessage());
        }
    }

    /** Otherwise JNA also tidies up in the user's cache. In an application's own process others see these properties, too. */
    private static void initializeJnaFrom(Path directory) {
        String unpacks = System.setProperty(NO_UNPACKING, "true");
        String before = System.setProperty(DIRECTORY, directory.toString());
        try {
            Class.forName(Native.class.getName());
            tellFieldOrder();
        } catch (ClassNotFoundException e) {
            throw new NoClassDefFoundError(e.getMessage());
        } finally {
            restore(DIRECTORY, before);
            restore(NO_UNPACKING, unpacks);
        }
    }

    /**
     * Tells JNA what it would read from the annotation of a class of its own: for that the JVM has to make a class, which is a
     * third of the time that JNA takes.
     */
    @SuppressWarnings("unchecked")
    private static void tellFieldOrder() {
        try {
            // Not initialized, for then it reads.
            Class<?> described = Class.forName(DESCRIBED, false, Structure.class.getClassLoader());
            Field known = Structure.class.getDeclaredField("fieldOrder");
            known.setAccessible(true);
            ((Map<Class<?>, List<String>>) known.get(null)).put(described, FIELD_ORDER);
        } catch (ReflectiveOperationException | RuntimeException e) {
            // Another JNA, which finds out by itself.
        }
    }

    private static void restore(String property, String before) {
        if (before == null) {
            System.clearProperty(property);
        } else {
            System.setProperty(property, before);
        }
    }

    private static String resource() {
        return "/com/sun/jna/" + Platform.RESOURCE_PREFIX + "/" + FILE;
    }
}
