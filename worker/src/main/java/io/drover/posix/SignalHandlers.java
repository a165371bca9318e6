package io.drover.posix;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;

/**
 * Handlers for signals, by {@code sun.misc.Signal}: it runs them on a normal Java thread, which no handler installed
 * through native code could promise.
 *
 * <p>Reached by reflection, because the compiler warns of every mention of the class and offers no way to accept that.
 */
public final class SignalHandlers {
    private SignalHandlers() {}

    /**
     * Calls {@code action} for every {@code signal} from now on. Does nothing if the signal was ignored when the JVM
     * started (a background job of a shell without job control ignores INT): HotSpot keeps that.
     */
    public static void handle(Signal signal, Runnable action) {
        install(signal, handlerType -> Proxy.newProxyInstance(
                SignalHandlers.class.getClassLoader(), new Class<?>[] {handlerType}, (proxy, method, arguments) -> {
                    if (method.getName().equals("handle")) {
                        action.run();
                        return null;
                    }
                    return switch (method.getName()) {
                        case "hashCode" -> System.identityHashCode(proxy);
                        case "equals" -> proxy == arguments[0];
                        default -> "handler of " + signal;
                    };
                }));
    }

    /** From now on the process dies of {@code signal}, unless it was ignored when the JVM started. */
    public static void reset(Signal signal) {
        install(signal, handlerType -> handlerType.getField("SIG_DFL").get(null));
    }

    /** From now on nothing happens at {@code signal}. */
    public static void ignore(Signal signal) {
        install(signal, handlerType -> handlerType.getField("SIG_IGN").get(null));
    }

    /** What makes a handler of the type that only reflection knows. */
    private interface Maker {
        Object of(Class<?> handlerType) throws ReflectiveOperationException;
    }

    private static void install(Signal signal, Maker handler) {
        try {
            Class<?> signalType = Class.forName("sun.misc.Signal");
            Class<?> handlerType = Class.forName("sun.misc.SignalHandler");
            Object named = signalType.getConstructor(String.class).newInstance(signal.name());
            signalType.getMethod("handle", signalType, handlerType).invoke(null, named, handler.of(handlerType));
        } catch (InvocationTargetException e) {
            throw new IllegalStateException("cannot handle SIG" + signal, e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("this Java has no sun.misc.Signal (module jdk.unsupported)", e);
        }
    }
}
