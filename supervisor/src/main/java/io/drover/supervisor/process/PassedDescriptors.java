package io.drover.supervisor.process;

import io.drover.posix.Descriptors;
import java.util.ArrayList;
import java.util.List;

/** Descriptors on their way to one child: closed here when it has been started, or could not be. */
final class PassedDescriptors implements AutoCloseable {
    /** Above those that the child gets, so that none is overwritten before it is copied. */
    private static final int LOWEST = 20;

    private final int lowest;
    private final List<Integer> held = new ArrayList<>();

    /** @param copies how many there will be of others' */
    PassedDescriptors(int copies) {
        lowest = LOWEST + copies;
    }

    /** Takes {@code descriptor} over; returns the number that it has from now on. */
    int add(int descriptor) {
        try {
            return copy(descriptor);
        } finally {
            Descriptors.close(descriptor);
        }
    }

    /** Leaves {@code descriptor} to who has it. */
    int copy(int descriptor) {
        int high = Descriptors.duplicate(descriptor, lowest);
        held.add(high);
        return high;
    }

    @Override
    public void close() {
        held.forEach(Descriptors::close);
    }
}
