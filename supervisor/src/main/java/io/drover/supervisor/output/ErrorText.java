package io.drover.supervisor.output;

import com.google.protobuf.ByteString;
import io.drover.supervisor.core.FinishedTask;
import io.drover.supervisor.core.Outcome;

/** What a task leaves on stderr at its end: what it has printed, and for a Java task the exception that ended it. */
final class ErrorText {
    private static final ByteString NEWLINE = ByteString.copyFromUtf8("\n");

    private ErrorText() {}

    static ByteString of(FinishedTask finished) {
        return switch (finished.outcome().kind()) {
            case THREW -> withTrace(finished.error(), (Outcome.Threw) finished.outcome());
            case OK, EXITED, SIGNALED, TIMED_OUT, LOST, CANCELLED, SKIPPED -> finished.error();
        };
    }

    private static ByteString withTrace(ByteString error, Outcome.Threw threw) {
        boolean lineOpen = !error.isEmpty() && !Lines.ends(error.byteAt(error.size() - 1));
        ByteString trace = ByteString.copyFromUtf8(trace(threw));
        return lineOpen ? error.concat(NEWLINE).concat(trace) : error.concat(trace);
    }

    private static String trace(Outcome.Threw threw) {
        String message = threw.message() == null || threw.message().isEmpty() ? "" : ": " + threw.message();
        String head = threw.className() + message;
        String stack = threw.stack();
        // A stack as printStackTrace makes it begins with what toString says of the exception.
        String text = stack.startsWith(threw.className()) ? stack : stack.isEmpty() ? head : head + "\n" + stack;
        return text.endsWith("\n") ? text : text + "\n";
    }
}
