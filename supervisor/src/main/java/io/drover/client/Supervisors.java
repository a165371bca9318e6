package io.drover.client;

import io.drover.proto.ControlReply;
import io.drover.proto.ControlRequest;
import io.drover.supervisor.process.RunDirectory;
import io.drover.wire.MessageWriter;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** The supervisors of this user that can be reached. */
public final class Supervisors {
    private Supervisors() {}

    /** {@return those whose directories are where ours would be, the oldest first} */
    public static List<Found> all() {
        return look(null, new ArrayList<>());
    }

    /**
     * Another than who asks.
     *
     * @param own the run directory of who asks, which is not asked
     * @param pid its process
     * @throws IOException if it cannot be reached; the message is for the user
     */
    public static Found process(Path own, long pid) throws IOException {
        for (Found other : look(own, new ArrayList<>())) {
            if (other.pid() == pid) {
                return other;
            }
        }
        throw new IOException("process " + pid + " cannot be reached: it has ended, or does not answer");
    }

    /**
     * @param own the run directory of who asks; null: nobody's
     * @param refusals what those say who do not let themselves be looked at
     */
    private static List<Found> look(Path own, List<String> refusals) {
        List<Found> found = new ArrayList<>();
        for (String place : RunDirectory.places()) {
            try (DirectoryStream<Path> directories = Files.newDirectoryStream(Path.of(place))) {
                for (Path directory : directories) {
                    Path name = directory.getFileName();
                    if (name.toString().startsWith(RunDirectory.PREFIX) && (own == null || !own.getFileName().equals(name))) {
                        look(directory, found, refusals);
                    }
                }
            } catch (IOException | DirectoryIteratorException e) {
                // There are none, then.
            }
        }
        Collections.sort(found);
        return found;
    }

    private static void look(Path directory, List<Found> found, List<String> refusals) {
        Path socket = directory.resolve(RunDirectory.CONTROL);
        try {
            Object ours = Files.getAttribute(Path.of("/proc/self"), "unix:uid");
            if (!Files.getAttribute(directory, "unix:uid", LinkOption.NOFOLLOW_LINKS).equals(ours) || !Files.exists(socket)) {
                return;
            }
            try (ControlClient client = ControlClient.connect(socket)) {
                found.add(new Found(socket, client.ask(ControlRequest.LOOK_FIELD_NUMBER, new MessageWriter(), ControlReply.SIGHT_FIELD_NUMBER)));
            }
        } catch (RefusalException e) {
            refusals.add(e.getMessage());
        } catch (IOException e) {
            // It was killed, or ends just now.
        }
    }

    /** Whether another has its name until it is ready. */
    private static boolean awaited(Found one, List<Found> all) {
        for (Found other : all) {
            if (other.yieldsTo(one)) {
                return true;
            }
        }
        return false;
    }

    /**
     * The one that is meant.
     *
     * @param name by which it was started, or its process id; null: there is only one
     * @throws IOException if there is none, or more than one; the message is for the user
     */
    public static Found find(String name) throws IOException {
        List<String> refusals = new ArrayList<>();
        List<Found> all = look(null, refusals);
        List<Found> meant = new ArrayList<>();
        for (Found one : all) {
            if (name == null ? !one.departing() : one.is(name)) {
                meant.add(one);
            }
        }
        if (meant.size() > 1) {
            meant.removeIf(one -> awaited(one, all));
        }
        if (meant.size() == 1) {
            return meant.get(0);
        }
        String known = String.join(", ", all.stream().map(Found::called).toList());
        if (meant.isEmpty() && !refusals.isEmpty()) {
            throw new IOException(String.join("; ", refusals));
        }
        if (all.isEmpty()) {
            throw new IOException("nothing of yours runs here that can be steered");
        }
        throw new IOException(name == null
                ? "say which one: " + known
                : meant.isEmpty() ? "nothing is called " + name + "; there is " + known : "several are called " + name + ": use their process ids");
    }
}
