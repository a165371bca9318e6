package io.drover.it;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.drover.posix.Posix;
import io.drover.posix.Signal;
import io.drover.posix.Spawner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a stranger kills may not even have run its program. */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class KilledAtBirthIT {
    private static final int CHILDREN = 300;

    @Test
    void aChildIsInItsGroupHoweverEarlyItIsKilled() throws Exception {
        CompletableFuture<Path> children = new CompletableFuture<>();
        CompletableFuture<Integer> inTheirGroup = CompletableFuture.supplyAsync(() -> {
            // In a thread that has no other children.
            children.complete(childrenOfThisThread());
            Spawner spawner = new Spawner();
            return (int) IntStream.range(0, CHILDREN).filter(child -> isInItsGroup(spawner)).count();
        }, run -> new Thread(run, "parent").start());
        Path living = children.get();
        while (!inTheirGroup.isDone()) {
            killAll(living);
        }
        assertEquals(CHILDREN, inTheirGroup.get());
    }

    private static Path childrenOfThisThread() {
        try {
            return Path.of("/proc/thread-self").toRealPath().resolve("children");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isInItsGroup(Spawner spawner) {
        int pid = spawner.spawn(new Spawner.Request(bytes("/bin/true"), List.of(bytes("true")), List.of(), 0, null, Spawner.Inherited.NOTHING, 0, 1, 2));
        boolean in = Posix.groupOf(pid) == pid;
        while (Posix.poll(pid).isEmpty()) {
            Thread.onSpinWait();
        }
        return in;
    }

    private static void killAll(Path children) {
        try {
            Files.readString(children).lines().flatMap(line -> List.of(line.split(" ")).stream()).filter(pid -> !pid.isBlank())
                    .forEach(pid -> Posix.kill(Integer.parseInt(pid), Signal.KILL));
        } catch (IOException e) {
            // The thread has ended.
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
