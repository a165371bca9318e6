package io.drover.worker.tasks;

import io.drover.task.Codec;
import io.drover.task.Task;
import io.drover.worker.slot.SetupException;
import java.lang.reflect.InvocationTargetException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Loads the user's task class, apart from Drover's own libraries: a task jar may bring any version of protobuf, JNA or
 * JeroMQ. Of Drover it sees the package io.drover.task.
 */
final class TaskLoader {
    private final ClassLoader loader;
    private final String className;

    TaskLoader(List<String> classPath, String className) throws SetupException {
        this.loader = new URLClassLoader("tasks", urls(classPath), new ApiOnly());
        this.className = className;
    }

    ClassLoader classLoader() {
        return loader;
    }

    private static URL[] urls(List<String> classPath) throws SetupException {
        List<URL> urls = new ArrayList<>();
        for (String entry : classPath) {
            Path path = Path.of(entry).toAbsolutePath();
            if (!Files.isReadable(path)) {
                throw new SetupException("cannot read " + entry + " of the class path", null);
            }
            try {
                urls.add(path.toUri().toURL());
            } catch (MalformedURLException e) {
                throw new SetupException("not a usable path: " + entry, e);
            }
        }
        return urls.toArray(URL[]::new);
    }

    /** A new instance of the task class. */
    Task<Object, Object> newTask() throws SetupException {
        return newTask(className);
    }

    /** A new instance of a class of the same class path. */
    @SuppressWarnings("unchecked")
    Task<Object, Object> newTask(String className) throws SetupException {
        return (Task<Object, Object>) made(className, Task.class);
    }

    /** Likewise. */
    @SuppressWarnings("unchecked")
    Codec<Object> newCodec(String className) throws SetupException {
        return (Codec<Object>) made(className, Codec.class);
    }

    private Object made(String className, Class<?> wanted) throws SetupException {
        Class<?> type = load(className);
        if (!wanted.isAssignableFrom(type)) {
            throw new SetupException(className + " does not implement " + wanted.getName(), null);
        }
        try {
            return type.getConstructor().newInstance();
        } catch (InvocationTargetException e) {
            throw new SetupException("the constructor of " + className + " failed", e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new SetupException(
                    className + " needs a public constructor without parameters and must be public itself", null);
        } catch (LinkageError e) {
            throw new SetupException(className + " cannot be initialized", e);
        }
    }

    private Class<?> load(String className) throws SetupException {
        try {
            return Class.forName(className, true, loader);
        } catch (ClassNotFoundException e) {
            throw new SetupException("no class " + className + " on the class path", null);
        } catch (NoClassDefFoundError e) {
            // Also when only upper and lower case differ, on a file system that does not care.
            throw new SetupException(className + " needs " + e.getMessage() + ", which is not there", null);
        } catch (LinkageError e) {
            throw new SetupException(className + " cannot be loaded", e);
        }
    }

    /** Lets only the task API of our own class path through; the JDK's classes come from the platform loader. */
    private static final class ApiOnly extends ClassLoader {
        private static final String API = Task.class.getPackageName() + ".";

        ApiOnly() {
            super("drover-api", ClassLoader.getPlatformClassLoader());
        }

        @Override
        protected Class<?> findClass(String name) throws ClassNotFoundException {
            if (name.startsWith(API)) {
                return Class.forName(name, false, TaskLoader.class.getClassLoader());
            }
            throw new ClassNotFoundException(name);
        }
    }
}
