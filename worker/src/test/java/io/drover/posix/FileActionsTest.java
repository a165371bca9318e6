package io.drover.posix;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class FileActionsTest {
    private static final byte[] HERE = {'.'};

    private final FileActions actions = new FileActions();

    @Test
    void whatComesAgainIsMadeOnce() {
        long first = actions(null, 0, 1, 2);
        assertNotEquals(first, actions(null, 0, 1, 1));
        assertEquals(first, actions(null, 0, 1, 2));
    }

    @Test
    void aDirectoryOfItsOwnIsNotThatOfTheOthers() {
        long first = actions(null, 0, 1, 2);
        long other = actions(HERE, 0, 1, 2);
        assertNotEquals(first, other);
        assertEquals(other, actions(HERE, 2, 1, 0), "not kept");
        assertEquals(first, actions(null, 0, 1, 2));
    }

    @Test
    void notEverythingIsKept() {
        for (int i = 3; i < 67; i++) {
            actions(null, 0, 1, i);
        }
        assertEquals(actions(null, 0, 1, 80), actions(null, 0, 1, 81));
        assertNotEquals(actions(null, 0, 1, 3), actions(null, 0, 1, 4));
    }

    private long actions(byte[] directory, int... descriptors) {
        NativeBuffer path = new NativeBuffer(2);
        path.bytes().putShort(0, (short) '.');
        Spawner.Request request = new Spawner.Request(
                HERE, List.of(), List.of(), 0, directory, Spawner.Inherited.NOTHING, descriptors);
        long address = actions.of(request, directory == null ? 0 : path.address());
        actions.used(address);
        return address;
    }
}
