package io.drover.worker.slot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.ByteString;
import io.drover.proto.TaskBatch;
import io.drover.proto.TaskInput;
import io.drover.proto.TaskRequest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Test;

class FollowingTest {
    private final Deque<byte[]> frames = new ArrayDeque<>();
    private final Following following = new Following(frames::remove, Following.Form.ARRAY, 10);

    private void arrive(String... texts) {
        for (String text : texts) {
            frames.add(text.getBytes(StandardCharsets.UTF_8));
        }
    }

    private static TaskRequest.Builder task(int payloadFollows, int dataFollows) {
        return TaskRequest.newBuilder()
                .setPayloadFollows(payloadFollows)
                .setInput(TaskInput.newBuilder().setDataFollows(dataFollows));
    }

    private static TaskBatch batch(TaskRequest.Builder... tasks) {
        TaskBatch.Builder batch = TaskBatch.newBuilder();
        List.of(tasks).forEach(batch::addTasks);
        return batch.build();
    }

    @Test
    void aBatchThatIsCompleteIsLeftAlone() {
        TaskBatch batch = batch(TaskRequest.newBuilder().setPayload(ByteString.copyFromUtf8("a")));
        assertSame(batch, following.complete(batch));
    }

    @Test
    void whatFollowsIsPutInItsPlace() {
        arrive("ab", "cde", "f", "gh", "i");
        TaskBatch complete = following.complete(batch(task(5, 1), task(0, 0), task(0, 3)));
        assertEquals("abcde", complete.getTasks(0).getPayload().toStringUtf8());
        assertEquals("f", complete.getTasks(0).getInput().getData().toStringUtf8());
        assertEquals("ghi", complete.getTasks(2).getInput().getData().toStringUtf8());
        assertTrue(complete.getTasksList().stream().allMatch(task -> Following.refusal(task).isEmpty()));
        assertTrue(frames.isEmpty());
    }

    @Test
    void whatDoesNotFitIsReadAndRefused() {
        arrive("0123456789", "0", "ok");
        TaskBatch complete = following.complete(batch(task(11, 0), task(2, 0)));
        assertTrue(Following.refusal(complete.getTasks(0)).orElseThrow().getFailure().getMessage().startsWith("11 bytes"));
        assertFalse(Following.refusal(complete.getTasks(1)).isPresent());
        assertEquals("ok", complete.getTasks(1).getPayload().toStringUtf8());
    }

    @Test
    void piecesAreNotCopied() {
        byte[] frame = new byte[200];
        frames.add(frame);
        frames.add(new byte[200]);
        Following pieces = new Following(frames::remove, Following.Form.PIECES, 400);
        ByteString payload = pieces.complete(batch(task(400, 0))).getTasks(0).getPayload();
        frame[0] = 7;
        assertEquals(7, payload.byteAt(0));
        assertEquals(400, payload.size());
    }

    @Test
    void aPayloadIsNotCopiedOutOfItsArray() {
        arrive("abc");
        ByteString payload = following.complete(batch(task(3, 0))).getTasks(0).getPayload();
        assertSame(PayloadArray.of(payload), PayloadArray.of(payload));
        assertEquals("bc", new String(PayloadArray.of(payload.substring(1)), StandardCharsets.UTF_8));
        assertEquals("abcabc", new String(PayloadArray.of(payload.concat(payload)), StandardCharsets.UTF_8));
    }
}
