package io.drover.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.ByteString;
import io.drover.client.ControlClient;
import io.drover.client.Found;
import io.drover.client.Supervisors;
import io.drover.proto.ControlReply;
import io.drover.proto.ControlRequest;
import io.drover.proto.NewTask;
import io.drover.proto.StoredTask;
import io.drover.proto.SupervisorSight;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;

/** A test of a service and its queue. */
abstract class InServiceSandbox extends InSandbox {
    /** Ends when there is a file of its name. */
    static final String WAITS = "touch at-%1$s; until test -e go-%1$s; do sleep 0.02; done; echo %1$s";

    /** Those in /tmp are seen from everywhere, and what does not say which one is meant could mean them. */
    private static final List<String> OTHERS = Supervisors.all().stream()
            .filter(one -> one.socket().getParent().getParent().equals(Path.of("/tmp")))
            .map(Found::called)
            .toList();

    static final ControlRequest.Builder LOOK = ControlRequest.newBuilder().setLook(ControlRequest.Look.getDefaultInstance());

    @BeforeAll
    static void nobodyElseIsMeant() {
        assertEquals(List.of(), OTHERS, "supervisors of this user run in /tmp: stop them, for these tests would meet them");
    }

    DroverProcess service(String more) {
        DroverProcess service = sandbox.shell("exec drover serve --name etl --store etl.db -j2 " + more).start();
        if (more.contains("--log")) {
            Awaits.await("the service to take tasks", () -> ask(LOOK).isPresent(), service::describe);
        } else {
            Awaits.await("the service to take tasks", () -> service.err().contains(" takes tasks: "), service::describe);
            assertTrue(ask(LOOK).isPresent(), "it says so before it does");
        }
        return service;
    }

    /** What the service says that lives; empty where there is none. */
    Optional<ControlReply> ask(ControlRequest.Builder request) {
        try (Stream<Path> places = Files.list(sandbox.path("tmp"))) {
            for (Path socket : places.map(place -> place.resolve("control")).filter(Files::exists).toList()) {
                try (ControlClient client = ControlClient.connect(socket)) {
                    return Optional.of(client.ask(request.clone()));
                } catch (IOException e) {
                    // That of one that was killed.
                }
            }
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Result drover(String line) {
        return sandbox.shell("drover " + line).start().awaitEnd();
    }

    String said(String line) {
        return drover(line).exited(0).saidNothing().out();
    }

    void awaitStates(String what, String states) {
        String[] seen = new String[1];
        Awaits.await(what, () -> {
            seen[0] = states();
            return seen[0].equals(states);
        }, () -> seen[0] + sandbox.describe());
    }

    /** Of all tasks, in their order. */
    String states() {
        List<String> states = new ArrayList<>();
        for (long before = Long.MAX_VALUE; before > 0;) {
            List<StoredTask> page = ask(ControlRequest.newBuilder()
                            .setList(ControlRequest.ListTasks.newBuilder().setLimit(10_000).setBefore(before)))
                    .map(reply -> reply.getTasks().getTasksList())
                    .orElse(List.of());
            page.forEach(task -> states.add(task.getId() + " " + task.getState()));
            before = page.isEmpty() ? 0 : page.get(page.size() - 1).getId();
        }
        Collections.reverse(states);
        return String.join(", ", states);
    }

    static String quoted(String command, String name) {
        return "'" + String.format(command, name) + "'";
    }

    /** Again until it is accepted: one that was killed before it said so may have stored it as well. */
    long submitted(String command) {
        NewTask task = NewTask.newBuilder()
                .setCommand(ByteString.copyFromUtf8(command))
                .setDirectory(ByteString.copyFromUtf8(sandbox.path(".").toString()))
                .build();
        ControlRequest.Builder request = ControlRequest.newBuilder().setSubmit(ControlRequest.Submit.newBuilder().addTasks(task));
        long[] id = new long[1];
        Awaits.await("a service that accepts it", () -> {
            ask(request).ifPresent(reply -> id[0] = reply.getSubmitted().getIds(0));
            return id[0] > 0;
        }, sandbox::describe);
        return id[0];
    }

    long count(String state) {
        return ask(LOOK).stream()
                .flatMap(reply -> reply.getSight().getStoredList().stream())
                .filter(stored -> stored.getState().equals(state))
                .mapToLong(SupervisorSight.StateCount::getTasks)
                .sum();
    }

    long lines(String file) {
        return read(file).lines().count();
    }

    /** Empty where it is not there. */
    String read(String file) {
        try {
            return Files.exists(sandbox.path(file)) ? Files.readString(sandbox.path(file)) : "";
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
