package examples.web;

import io.drover.flow.FlowFailedException;
import io.drover.flow.FlowResult;

/** What is said of the end of a flow. */
public final class Ending {
    private Ending() {}

    /** Says on standard error what was not done. {@code 1} is the exit status then, else {@code 0}. */
    public static int of(FlowResult result) {
        result.deadLetters().forEach(letter -> System.err.println(letter.stage() + ": " + letter.why()));
        try {
            result.orThrow();
            return 0;
        } catch (FlowFailedException e) {
            System.err.println(e.getMessage());
            return 1;
        }
    }
}
