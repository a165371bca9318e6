package io.drover.posix;

import java.nio.IntBuffer;
import java.util.HashMap;
import java.util.Map;

/**
 * What a child does with its descriptors and its directory before its program begins. Each step is a call that asks for
 * the limit on open files, and a slot gives its children the same few numbers again and again: those are made once.
 *
 * <p>Not thread-safe.
 */
final class FileActions {
    /** glibc on 64 bits: 80 bytes. */
    private static final int SIZE = 128;
    private static final int MOST_KEPT = 64;

    private final NativeBuffer once = new NativeBuffer(SIZE);
    /** By the child's descriptors; all have these two in common. */
    private final Map<IntBuffer, NativeBuffer> kept = new HashMap<>();

    private Spawner.Inherited inherited;
    private byte[] directory;

    /**
     * The address of what {@code request} wants, until {@link #used}.
     *
     * @param path the address of its directory; 0: it has none
     */
    long of(Spawner.Request request, long path) {
        if (kept.isEmpty()) {
            inherited = request.inherited();
            directory = request.directory();
        }
        if (request.inherited() != inherited || request.directory() != directory) {
            return make(once, request, path);
        }
        IntBuffer key = IntBuffer.wrap(request.descriptors());
        NativeBuffer known = kept.get(key);
        if (known != null) {
            return known.address();
        }
        if (kept.size() == MOST_KEPT) {
            return make(once, request, path);
        }
        NativeBuffer made = new NativeBuffer(SIZE);
        kept.put(key, made);
        return make(made, request, path);
    }

    /** The child has been started, or could not be. */
    void used(long actions) {
        if (actions == once.address()) {
            LibC.posix_spawn_file_actions_destroy(actions);
        }
    }

    private static long make(NativeBuffer memory, Spawner.Request request, long path) {
        long actions = memory.address();
        LibC.posix_spawn_file_actions_init(actions);
        int[] descriptors = request.descriptors();
        // From the highest down: sources may be our own 0, 1 and 2, which the last steps overwrite.
        for (int target = descriptors.length - 1; target >= 0; target--) {
            LibC.posix_spawn_file_actions_adddup2(actions, descriptors[target], target);
        }
        inherit(actions, request.inherited(), descriptors.length);
        if (path != 0) {
            LibC.posix_spawn_file_actions_addchdir_np(actions, path);
        }
        return actions;
    }

    /**
     * Closes all from {@code lowest} on but those that are inherited, however far apart those are: they are moved together,
     * what is above them is closed at once, and each goes from there to its own number.
     */
    private static void inherit(long actions, Spawner.Inherited inherited, int lowest) {
        int[] numbers = inherited.numbers();
        // Both rows ascend, and each number is at least as high as the place beside the others: nothing is overwritten before its turn.
        for (int i = 0; i < numbers.length; i++) {
            LibC.posix_spawn_file_actions_adddup2(actions, inherited.first() + i, lowest + i);
        }
        LibC.posix_spawn_file_actions_addclosefrom_np(actions, lowest + numbers.length);
        for (int i = numbers.length - 1; i >= 0 && numbers[i] != lowest + i; i--) {
            LibC.posix_spawn_file_actions_adddup2(actions, lowest + i, numbers[i]);
            LibC.posix_spawn_file_actions_addclose(actions, lowest + i);
        }
    }
}
