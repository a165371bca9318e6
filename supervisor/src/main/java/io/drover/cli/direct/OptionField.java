package io.drover.cli.direct;

import java.lang.reflect.Field;
import java.util.Arrays;
import java.util.List;

/** The field that keeps what an option says: of the object with all options, or of one that it leads to. */
final class OptionField {
    private final Object owner;
    private final Field field;

    private OptionField(Object owner, Field field) {
        this.owner = owner;
        this.field = field;
    }

    /** @param path the names of fields, with dots between them */
    static OptionField of(Object options, String path) throws ReflectiveOperationException {
        int dot = path.indexOf('.');
        if (dot < 0) {
            return new OptionField(options, declared(options.getClass(), path));
        }
        return of(declared(options.getClass(), path.substring(0, dot)).get(options), path.substring(dot + 1));
    }

    private static Field declared(Class<?> type, String name) throws ReflectiveOperationException {
        try {
            Field field = type.getDeclaredField(name);
            field.setAccessible(true);
            return field;
        } catch (NoSuchFieldException e) {
            if (type.getSuperclass() == null) {
                throw e;
            }
            return declared(type.getSuperclass(), name);
        }
    }

    boolean isList() {
        return field.getType() == List.class;
    }

    /** The option is given, without a value; some count how often. */
    void raise() throws ReflectiveOperationException {
        if (field.getType() == boolean.class) {
            field.setBoolean(owner, true);
            return;
        }
        boolean[] before = (boolean[]) field.get(owner);
        boolean[] now = Arrays.copyOf(before, before.length + 1);
        now[before.length] = true;
        field.set(owner, now);
    }

    /** The option is given with {@code value}, which comes after those before or takes their place. */
    @SuppressWarnings("unchecked")
    void put(Object value) throws ReflectiveOperationException {
        if (isList()) {
            ((List<Object>) field.get(owner)).add(value);
        } else {
            field.set(owner, value);
        }
    }
}
