package io.drover.client;

import com.google.protobuf.InvalidProtocolBufferException;
import io.drover.proto.ControlReply;
import io.drover.proto.ControlRequest;
import io.drover.proto.SupervisorSight;
import io.drover.wire.MessageReader;
import java.io.IOException;
import java.nio.file.Path;

/** A supervisor that has answered. Immutable; the oldest is the first. */
public final class Found implements Comparable<Found> {
    private final Path socket;
    private final byte[] sight;
    private String name = "";
    private long pid;
    private long startedMillis;
    private boolean departing;
    private long successor;
    private String taskClass = "";

    /** @param sight a {@link SupervisorSight}, of which most who look for one want to know little */
    Found(Path socket, byte[] sight) throws IOException {
        this.socket = socket;
        this.sight = sight;
        MessageReader reader = new MessageReader(sight);
        while (reader.next()) {
            switch (reader.field()) {
                case SupervisorSight.NAME_FIELD_NUMBER -> name = reader.text();
                case SupervisorSight.PID_FIELD_NUMBER -> pid = reader.number();
                case SupervisorSight.STARTED_MILLIS_FIELD_NUMBER -> startedMillis = reader.number();
                case SupervisorSight.DEPARTING_FIELD_NUMBER -> departing = reader.flag();
                case SupervisorSight.SUCCESSOR_FIELD_NUMBER -> successor = reader.number();
                case SupervisorSight.TASK_CLASS_FIELD_NUMBER -> taskClass = reader.text();
                default -> { }
            }
        }
    }

    /** {@return where} */
    public Path socket() {
        return socket;
    }

    /** {@return all that it has answered} */
    public SupervisorSight sight() {
        try {
            return SupervisorSight.parseFrom(sight);
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException("process " + pid + " is no supervisor", e);
        }
    }

    /** {@return what it was called when it was started; empty: nothing} */
    public String name() {
        return name;
    }

    /** {@return its process} */
    public long pid() {
        return pid;
    }

    /** {@return whether another has its name and its store} */
    public boolean departing() {
        return departing;
    }

    /** {@return whether {@code other} is about to take over from it, and has not yet} */
    boolean yieldsTo(Found other) {
        return successor == other.pid && !departing;
    }

    /** {@return whether its tasks are commands, not lines for a Java task} */
    public boolean takesCommands() {
        return taskClass.isEmpty();
    }

    /** {@return whether it is called so; who has handed over to another is known by its process id alone} */
    public boolean is(String called) {
        return name.equals(called) && !departing || Long.toString(pid).equals(called);
    }

    /** {@return by what its user finds it again} */
    public String called() {
        return name.isEmpty() || departing ? Long.toString(pid) : name;
    }

    /**
     * Begins a conversation.
     *
     * @return to be closed
     * @throws IOException if it has ended; the message is for the user
     */
    public ControlClient connect() throws IOException {
        return ControlClient.connect(socket);
    }

    /**
     * Asks it once.
     *
     * @param request what
     * @return what it answers
     * @throws IOException if it does not; the message is for the user
     */
    public ControlReply ask(ControlRequest.Builder request) throws IOException {
        try (ControlClient client = connect()) {
            return client.ask(request);
        }
    }

    @Override
    public int compareTo(Found other) {
        int older = Long.compare(startedMillis, other.startedMillis);
        return older != 0 ? older : Long.compare(pid, other.pid);
    }
}
