package io.drover.supervisor.process;

import io.drover.posix.Posix;
import java.util.ArrayList;
import java.util.List;

/** Descriptors on their way to one child: closed here when it has been started, or could not be. */
final class PassedDescriptors implements AutoCloseable {
    /** Above those that the child gets, so that none is overwritten before it is copied. */
    private static final int LOWEST = 20;

    private final List<Integer> held = new ArrayList<>();

    /** Takes {@code descriptor} over; returns the number that it has from now on. */
    int add(int descriptor) {
        try {
            int high = Posix.duplicate(descriptor, LOWEST);
            held.add(high);
            return high;
        } finally {
            Posix.close(descriptor);
        }
    }

    @Override
    public void close() {
        held.forEach(Posix::close);
    }
}
