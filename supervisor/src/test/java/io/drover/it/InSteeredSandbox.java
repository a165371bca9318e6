package io.drover.it;

import io.drover.client.ControlClient;
import io.drover.proto.SupervisorSight;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** A test of what is looked at and steered from outside. */
abstract class InSteeredSandbox extends InSandbox {
    /** Ends when there is a file of its name. */
    static final String WAITS = "until test -e go{}; do sleep 0.02; done; echo {}";

    Result drover(String... words) {
        return sandbox.shell("drover " + String.join(" ", words)).start().awaitEnd();
    }

    String said(String... words) {
        return drover(words).exited(0).saidNothing().out();
    }

    /** Of each crew: running/slots waiting done. */
    String seen(String name) {
        StringBuilder text = new StringBuilder();
        for (Path socket : sockets()) {
            try (ControlClient client = ControlClient.connect(socket)) {
                SupervisorSight sight = client.look();
                if (name.isEmpty() || sight.getName().equals(name)) {
                    sight.getCrewsList().forEach(crew -> text.append(crew(crew)));
                }
            } catch (IOException e) {
                text.append(e.getMessage());
            }
        }
        return text.toString();
    }

    static String crew(SupervisorSight.Crew crew) {
        long done = crew.getOk() + crew.getFailed() + crew.getCancelled();
        long waiting = crew.getSubmitted() - crew.getRunningCount() - done;
        return crew.getName() + " " + crew.getRunningCount() + "/" + crew.getSlots() + " " + waiting + " " + done + crew.getHeld()
                + (crew.getWorkersList().stream().anyMatch(worker -> worker.getLife().equals("leaving")) ? " leaving;" : ";");
    }

    void await(String what, String part) {
        Awaits.await(what, () -> seen("").contains(part), () -> seen("") + sandbox.describe());
    }

    void go(String... tasks) {
        Stream.of(tasks).forEach(task -> sandbox.file("go" + task, ""));
    }

    List<Path> sockets() {
        try (Stream<Path> files = Files.list(sandbox.path("tmp"))) {
            return files.map(file -> file.resolve("control")).filter(Files::exists).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Path socket() {
        return sockets().get(0);
    }
}
