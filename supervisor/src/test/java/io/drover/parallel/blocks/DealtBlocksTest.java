package io.drover.parallel.blocks;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.drover.supervisor.TaskSource;
import io.drover.supervisor.core.TaskInput;
import io.drover.supervisor.process.PrivateDirectory;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class DealtBlocksTest {
    @TempDir
    Path parent;

    private final Deque<TaskInput> blocks = new ArrayDeque<>();
    private DealtBlocks dealt;

    private DealtBlocks deal(int slots) {
        dealt = new DealtBlocks(new Given(), slots, new PrivateDirectory(parent));
        return dealt;
    }

    @AfterEach
    void close() throws IOException {
        dealt.close();
    }

    private final class Given implements Blocks {
        @Override
        public TaskInput next() {
            return blocks.poll();
        }

        @Override
        public boolean ready() {
            return !blocks.isEmpty();
        }
    }

    /** As a worker does for its command: a thread for each, for one whose lane has failed reads on. */
    private static CompletableFuture<byte[]> read(TaskInput input) {
        return CompletableFuture.supplyAsync(() -> {
            try (InputStream in = Files.newInputStream(Path.of(input.name()))) {
                return in.readAllBytes();
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        }, reading -> {
            Thread thread = new Thread(reading, "reader");
            thread.setDaemon(true);
            thread.start();
        });
    }

    private TaskInput withoutMemory() throws IOException {
        Path file = Files.writeString(parent.resolve("block"), "b");
        return new TaskInput(new byte[0], new TaskInput.Range(file.toString(), 0, 1, () -> {
            throw new OutOfMemoryError("no room");
        }), TaskInput.Place.STANDARD_INPUT, null);
    }

    @Test
    void theEndComesWhenAllHasArrived() throws IOException {
        blocks.add(TaskInput.of(new byte[] {1}));
        blocks.add(TaskInput.of(new byte[] {2}));
        CompletableFuture<byte[]> read = read(deal(1).next());
        assertNull(dealt.next());
        assertArrayEquals(new byte[] {1, 2}, read.join());
    }

    @Test
    void aCommandThatNeverReadIsNotWaitedFor() throws IOException {
        blocks.add(TaskInput.of(new byte[1]));
        deal(1).next().free();
        assertNull(dealt.next());
    }

    @Test
    void whoCannotBeFedIsNotLeftWaiting() throws IOException {
        blocks.add(withoutMemory());
        read(deal(1).next());
        assertTrue(assertThrows(TaskSource.Broken.class, dealt::next).getMessage().startsWith("out of memory"));
    }

    @Test
    void aFailureWhileOthersWaitForRoomIsTold() throws IOException {
        blocks.add(withoutMemory());
        for (int i = 0; i < 10; i++) {
            blocks.add(TaskInput.of(new byte[60_000]));
        }
        read(deal(1).next());
        assertThrows(TaskSource.Broken.class, dealt::next);
    }
}
