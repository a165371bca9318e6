package io.drover.posix;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Starts processes with posix_spawn(3): no Java code runs between fork and exec, and the JVM's memory is not copied.
 *
 * <p>A child gets default actions for all signals, an empty signal mask, descriptors 0 to 2 and those it is given,
 * nothing else: a JVM's sockets and pipes are not all close-on-exec, a JVM ignores SIGPIPE, and its threads block
 * SIGQUIT; all of that would be inherited.
 *
 * <p>Not thread-safe: one instance for a thread.
 */
public final class Spawner {
    private static final short SETPGROUP_SETSIGDEF_SETSIGMASK = 2 | 4 | 8;
    /** glibc on 64 bits: 336 bytes; a set of signals has 128. */
    private static final int PID_OFFSET = 512;

    private final NativeBuffer fixed = new NativeBuffer(PID_OFFSET + 8);
    private final NativeBuffer arena = new NativeBuffer(1 << 16);
    private final long attributes = fixed.address();
    private final FileActions fileActions = new FileActions();

    public Spawner() {
        NativeBuffer set = new NativeBuffer(256);
        LibC.posix_spawnattr_init(attributes);
        LibC.posix_spawnattr_setflags(attributes, SETPGROUP_SETSIGDEF_SETSIGMASK);
        LibC.sigfillset(set.address());
        LibC.posix_spawnattr_setsigdefault(attributes, set.address());
        LibC.sigemptyset(set.address());
        LibC.posix_spawnattr_setsigmask(attributes, set.address());
    }

    /**
     * What to start.
     *
     * @param path file to execute; PATH is not searched
     * @param group process group to join; 0: a new one, led by the child
     * @param directory working directory; null: ours
     * @param inherited what the child has beyond {@code descriptors}
     * @param descriptors the child's descriptors 0, 1, 2, …: {@code descriptors[i]} becomes {@code i}
     */
    public record Request(
            byte[] path,
            List<byte[]> argv,
            Environment environment,
            int group,
            byte[] directory,
            Inherited inherited,
            int... descriptors) {

        /** One whose variables are its own. */
        public Request(
                byte[] path,
                List<byte[]> argv,
                List<byte[]> environment,
                int group,
                byte[] directory,
                Inherited inherited,
                int... descriptors) {
            this(path, argv, new Environment(NativeStrings.NONE, environment), group, directory, inherited, descriptors);
        }
    }

    /**
     * Variables, each "NAME=VALUE".
     *
     * @param common those that many children have, copied once for all of them
     * @param own all others
     */
    public record Environment(NativeStrings common, List<byte[]> own) {
        int size() {
            return common.count() + own.size();
        }
    }

    /**
     * Descriptors that go through us to a child.
     *
     * @param first ours from this one on become those of the child
     * @param numbers of the child, ascending
     */
    public record Inherited(int first, int... numbers) {
        public static final Inherited NOTHING = new Inherited(0);
    }

    /** Starts it and returns its process id. Throws with the errno of exec: ENOENT, EACCES, E2BIG, … */
    public int spawn(Request request) {
        arena.ensure(size(request));
        ByteBuffer bytes = arena.bytes().clear();
        int argc = request.argv().size();
        int envc = request.environment().size();
        NativeStrings common = request.environment().common();
        bytes.position(8 * (argc + 1 + envc + 1));
        long path = put(bytes, request.path());
        long directory = request.directory() == null ? 0 : put(bytes, request.directory());
        putAll(bytes, 0, request.argv());
        common.putAddresses(bytes, 8 * (argc + 1));
        putAll(bytes, 8 * (argc + 1 + common.count()), request.environment().own());

        LibC.posix_spawnattr_setpgroup(attributes, request.group());
        long actions = fileActions.of(request, directory);
        try {
            long argv = arena.address();
            int errno = LibC.posix_spawn(
                    fixed.address() + PID_OFFSET, path, actions, attributes, argv, argv + 8L * (argc + 1));
            if (errno != 0) {
                throw new PosixException("posix_spawn of " + new String(request.path(), StandardCharsets.UTF_8), errno);
            }
            int pid = fixed.bytes().getInt(PID_OFFSET);
            // A child that was killed before it got to its setpgid(2) is in our group, where nobody waits for it. Any other has
            // run its program by now: EACCES.
            LibC.setpgid(pid, request.group());
            return pid;
        } finally {
            fileActions.used(actions);
        }
    }

    private static int size(Request request) {
        long size = 8L * (request.argv().size() + request.environment().size() + 2);
        size += request.path().length + 1;
        size += request.directory() == null ? 0 : request.directory().length + 1;
        for (byte[] argument : request.argv()) {
            size += argument.length + 1;
        }
        for (byte[] variable : request.environment().own()) {
            size += variable.length + 1;
        }
        if (size > 1 << 28) {
            throw new PosixException("posix_spawn", PosixException.E2BIG);
        }
        return (int) size;
    }

    private void putAll(ByteBuffer bytes, int table, List<byte[]> strings) {
        int offset = table;
        for (byte[] string : strings) {
            bytes.putLong(offset, put(bytes, string));
            offset += 8;
        }
        bytes.putLong(offset, 0);
    }

    private long put(ByteBuffer bytes, byte[] string) {
        long address = arena.address() + bytes.position();
        bytes.put(string).put((byte) 0);
        return address;
    }
}
