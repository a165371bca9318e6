package io.drover.pool;

import java.lang.invoke.SerializedLambda;

/** What tasks are called where people read of them. */
final class Titles {
    private static final String LAMBDA = "lambda$";
    /** In characters. A longer text would be kept for its title alone. */
    private static final int MOST = 100;

    private Titles() {}

    /** A task of a class. */
    private record Task(Class<?> type, Object input) {}

    /** A function, and how many values it is applied to. */
    private record Part(Object function, int values) {}

    /** What tells of a task: it keeps no input that may be large. */
    static Object task(Class<?> type, Object input) {
        boolean small = input instanceof Integer || input instanceof Long || input instanceof String text && text.length() <= MOST;
        return small ? new Task(type, input) : type;
    }

    /** What tells of a part of a map. */
    static Object part(Object function, int values) {
        return new Part(function, values);
    }

    static String of(Object what) {
        if (what instanceof Task task) {
            return task.type().getName() + "(" + task.input() + ")";
        }
        if (what instanceof Part part) {
            return ofCall(part.function()) + ", " + part.values() + (part.values() == 1 ? " value" : " values");
        }
        return what instanceof Class<?> type ? type.getName() : ofCall(what);
    }

    /** Where it was written, if it is a lambda. */
    private static String ofCall(Object call) {
        SerializedLambda parts = Lambdas.parts(call);
        if (parts == null) {
            return call.getClass().getName();
        }
        String method = parts.getImplMethodName();
        String type = parts.getImplClass().replace('/', '.');
        // As javac names them: lambda$METHOD$NUMBER, and with a hash between where they are serializable.
        return method.startsWith(LAMBDA)
                ? "lambda in " + type + "." + method.substring(LAMBDA.length(), method.indexOf('$', LAMBDA.length()))
                : type + "::" + method;
    }
}
