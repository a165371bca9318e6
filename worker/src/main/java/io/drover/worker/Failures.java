package io.drover.worker;

import io.drover.proto.SetupFailure;
import io.drover.proto.TaskFailure;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Objects;

/** Failures as they travel: texts, never objects. */
final class Failures {
    /** Longer stacks (StackOverflowError) are cut: their top says it all. */
    private static final int MAX_STACK = 32_768;

    private Failures() {}

    static TaskFailure of(Throwable failure) {
        return TaskFailure.newBuilder()
                .setClassName(failure.getClass().getName())
                .setMessage(Objects.toString(messageOf(failure), ""))
                .setStack(stackOf(failure))
                .build();
    }

    static SetupFailure ofSetup(SetupException failure) {
        SetupFailure.Builder built =
                SetupFailure.newBuilder().setUsage(failure.usage()).setMessage(failure.getMessage());
        if (failure.getCause() != null) {
            built.setCause(of(failure.getCause()));
        }
        return built.build();
    }

    /** A task's own {@code getMessage} may throw; that must not hide the failure. */
    private static String messageOf(Throwable failure) {
        try {
            return failure.getMessage();
        } catch (RuntimeException e) {
            return "getMessage() threw " + e.getClass().getName();
        }
    }

    private static String stackOf(Throwable failure) {
        try {
            StringWriter text = new StringWriter();
            failure.printStackTrace(new PrintWriter(text));
            String stack = text.toString();
            return stack.length() <= MAX_STACK ? stack : stack.substring(0, MAX_STACK) + "\n\t...\n";
        } catch (RuntimeException e) {
            return failure.getClass().getName() + "\n";
        }
    }
}
