package io.drover.flow;

import com.google.protobuf.ByteString;
import io.drover.flow.journal.Item;
import java.io.IOException;

/**
 * What a running attempt has given so far: items of stages, which count if it succeeds.
 *
 * <p>Confined to the loop.
 */
final class Given {
    private final Router router;
    private final Stage stage;
    /** Its result is an answer, and no item of the next stage. */
    private final boolean asked;
    /** By number of the input that they are for; null where there are none. */
    private final Backlog[] items;
    private ByteString result = ByteString.EMPTY;
    private ByteString sent = ByteString.EMPTY;

    Given(Router router, Stage stage, boolean asked) {
        this.asked = asked;
        this.router = router;
        this.stage = stage;
        this.items = new Backlog[router.inputs().size()];
    }

    /** A part of its standard output, or of its result. */
    void output(ByteString data) throws IOException {
        result = !asked && stage.plan().gives() == StagePlan.Gives.LINES ? lines(result, data, this::toNext) : result.concat(data);
    }

    /** A part of what it sends to stages. */
    void emitted(ByteString data) throws IOException {
        sent = switch (stage.plan().gives()) {
            case LINES -> lines(sent, data, this::named);
            case VALUES -> Sent.forEach(sent.concat(data), (number, value) -> add(router.inputs().get(number), value));
        };
    }

    /** The attempt at the task of {@code item} has succeeded: what it has given is the flow's. */
    void deliver(long item) throws IOException {
        if (!asked && !result.isEmpty()) {
            toNext(result);
        }
        if (!sent.isEmpty() && stage.plan().gives() == StagePlan.Gives.LINES) {
            named(sent);
        }
        for (int number = 0; number < items.length; number++) {
            if (items[number] != null) {
                router.deliver(router.inputs().get(number), items[number], item);
            }
        }
    }

    /** All that is left of its result. */
    ByteString result() {
        return result;
    }

    /** The attempt has failed. */
    void forget() {
        for (Backlog given : items) {
            if (given != null) {
                given.clear();
            }
        }
    }

    private interface Line {
        void take(ByteString line) throws IOException;
    }

    /**
     * Takes out lines that are complete; returns the rest.
     *
     * @param begun a line without its end
     * @param more what follows it
     */
    private static ByteString lines(ByteString begun, ByteString more, Line each) throws IOException {
        ByteString rest = begun;
        int from = 0;
        byte[] bytes = more.toByteArray();
        for (int at = 0; at < bytes.length; at++) {
            if (bytes[at] == '\n') {
                each.take(rest.concat(more.substring(from, at)));
                rest = ByteString.EMPTY;
                from = at + 1;
            }
        }
        return rest.concat(more.substring(from));
    }

    private void toNext(ByteString value) throws IOException {
        if (stage.number() + 1 < router.stages().size()) {
            add(router.stages().get(stage.number() + 1).first(), value);
        }
    }

    /** {@code NAME\titem} for a stage; a line that names none is for the first. */
    private void named(ByteString line) throws IOException {
        for (Stage named : router.stages()) {
            ByteString name = ByteString.copyFromUtf8(named.plan().name() + "\t");
            if (line.startsWith(name)) {
                add(named.first(), line.substring(name.size()));
                return;
            }
        }
        add(router.stages().get(0).first(), line);
    }

    private void add(StageInput target, ByteString value) throws IOException {
        Backlog given = items[target.number()];
        if (given == null) {
            given = router.backlog();
            items[target.number()] = given;
        }
        given.add(new Item(router.nextId(), value));
    }
}
