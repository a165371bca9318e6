package io.drover.flow;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedInputStream;
import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.UnsafeByteOperations;
import io.drover.flow.journal.Item;
import io.drover.supervisor.output.Extent;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Items in the order in which they came. They lie one after the other in blocks, of which those in the middle may be on disk: a million
 * of them are no million objects.
 *
 * <p>Confined to one thread.
 */
final class Backlog {
    private static final int BLOCK = 32 << 10;
    /** Blocks with less in them are copied when they come from another backlog. */
    private static final int WORTH_LINKING = BLOCK / 4;

    private final Depot depot;
    private final Deque<Block> blocks = new ArrayDeque<>();
    /** Of the first block, which is in memory once it is read. */
    private int readTo;
    private long count;

    /** Some items; {@code bytes} is null while they are on disk. */
    private static final class Block {
        byte[] bytes;
        int length;
        Extent extent;

        Block(int capacity) {
            bytes = new byte[capacity];
        }

        int room() {
            return bytes == null ? 0 : bytes.length - length;
        }
    }

    Backlog(Depot depot) {
        this.depot = depot;
    }

    long count() {
        return count;
    }

    boolean isEmpty() {
        return count == 0;
    }

    void add(Item item) throws IOException {
        int size = CodedOutputStream.computeUInt64SizeNoTag(item.id()) + CodedOutputStream.computeBytesSizeNoTag(item.value());
        Block last = lastWithRoom(size);
        CodedOutputStream out = CodedOutputStream.newInstance(last.bytes, last.length, size);
        out.writeUInt64NoTag(item.id());
        out.writeBytesNoTag(item.value());
        last.length += size;
        count++;
    }

    private Block lastWithRoom(int size) throws IOException {
        Block last = blocks.peekLast();
        if (last == null || last.room() < size) {
            seal(last);
            last = new Block(Math.max(size, firstSize()));
            depot.hold(last.bytes.length);
            blocks.addLast(last);
        }
        return last;
    }

    /** Few items need no large block. */
    private int firstSize() {
        return count == 0 ? BLOCK / 32 : BLOCK;
    }

    /** Nothing more comes into a block: it may leave, unless it is about to be read. */
    private void seal(Block block) throws IOException {
        if (block != null && block.bytes != null && depot.isFull() && block != blocks.peekFirst()) {
            block.extent = depot.put(block.bytes, block.length);
            depot.letGo(block.bytes.length);
            block.bytes = null;
        }
    }

    /** All items of another, which is empty then. */
    void addAll(Backlog other) throws IOException {
        for (Block block : other.blocks) {
            int from = block == other.blocks.peekFirst() ? other.readTo : 0;
            if (block.bytes != null && (from > 0 || block.length < WORTH_LINKING)) {
                Block last = lastWithRoom(block.length - from);
                System.arraycopy(block.bytes, from, last.bytes, last.length, block.length - from);
                last.length += block.length - from;
                depot.letGo(block.bytes.length);
            } else {
                seal(blocks.peekLast());
                blocks.addLast(block);
            }
        }
        count += other.count;
        other.forget();
    }

    /** The first item, which leaves; there is one. */
    Item poll() throws IOException {
        dropRead();
        Block first = blocks.peekFirst();
        if (first.bytes == null) {
            first.bytes = depot.take(first.extent);
            first.extent = null;
            depot.hold(first.bytes.length);
        }
        CodedInputStream in = CodedInputStream.newInstance(first.bytes, readTo, first.length - readTo);
        long id = in.readUInt64();
        int size = in.readRawVarint32();
        int at = readTo + in.getTotalBytesRead();
        ByteString value = UnsafeByteOperations.unsafeWrap(first.bytes, at, size);
        readTo = at + size;
        count--;
        dropRead();
        return new Item(id, value);
    }

    /** A first block in which there is nothing more, and where nothing more will be. */
    private void dropRead() {
        Block first = blocks.peekFirst();
        if (readTo == first.length && (blocks.size() > 1 || first.room() == 0)) {
            depot.letGo(first.bytes.length);
            blocks.removeFirst();
            readTo = 0;
        }
    }

    /** Drops all items. */
    void clear() {
        for (Block block : blocks) {
            if (block.bytes == null) {
                depot.drop(block.extent);
            } else {
                depot.letGo(block.bytes.length);
            }
        }
        forget();
    }

    private void forget() {
        blocks.clear();
        readTo = 0;
        count = 0;
    }
}
