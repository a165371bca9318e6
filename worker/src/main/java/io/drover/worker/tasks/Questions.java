package io.drover.worker.tasks;

import io.drover.proto.Reply;
import io.drover.task.Codec;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** What the tasks of a worker have asked and nobody has answered. Safe for any number of threads. */
final class Questions {
    private final AtomicLong last = new AtomicLong();
    private final Map<Long, Open> open = new ConcurrentHashMap<>();

    /** @param codec of the answer */
    private record Open(Codec<Object> codec, CompletableFuture<Object> answer) {}

    /** A question that has its number before it is sent. */
    record Numbered(long number, CompletableFuture<Object> answer) {}

    /** @param codec reads the answer */
    Numbered open(Codec<Object> codec) {
        Numbered numbered = new Numbered(last.incrementAndGet(), new CompletableFuture<>());
        open.put(numbered.number(), new Open(codec, numbered.answer()));
        return numbered;
    }

    void replied(Reply reply) {
        Open question = open.remove(reply.getNumber());
        if (question == null) {
            return;
        }
        if (!reply.getFailure().isEmpty()) {
            question.answer().completeExceptionally(new IllegalStateException(reply.getFailure()));
            return;
        }
        try {
            question.answer().complete(question.codec().decode(reply.getValue().toByteArray()));
        } catch (Exception e) {
            question.answer().completeExceptionally(e);
        }
    }
}
