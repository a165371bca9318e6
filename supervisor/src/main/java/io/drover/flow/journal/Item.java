package io.drover.flow.journal;

import com.google.protobuf.ByteString;

/**
 * What waits for a stage: it becomes a task there.
 *
 * @param id no other item of the flow has it
 * @param value the bytes, which nobody changes
 */
public record Item(long id, ByteString value) {}
