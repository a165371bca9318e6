package io.drover.records;

import java.io.IOException;
import java.util.Arrays;
import java.util.BitSet;

/**
 * What earlier runs did, by the numbers of tasks. The last row of a number counts. Holds ten million tasks in some
 * tens of megabytes.
 */
final class EarlierRuns {
    private final BitSet known = new BitSet();
    private final BitSet ok = new BitSet();
    private int[] commandHashes = new int[1024];
    private boolean tooLarge;

    static EarlierRuns ofJobLog(String name) throws IOException {
        EarlierRuns earlier = new EarlierRuns();
        JobLogReader.read(name, earlier::add);
        if (earlier.tooLarge) {
            throw new IOException(name + " has a number of a task that is too large");
        }
        return earlier;
    }

    /** @param command null when it is not known */
    void add(long number, Ending ending, byte[] command) {
        if (number >= Integer.MAX_VALUE - 8) {
            tooLarge = true;
            return;
        }
        int index = (int) number;
        known.set(index, ending != Ending.OPEN);
        ok.set(index, ending == Ending.OK);
        if (index >= commandHashes.length) {
            commandHashes = Arrays.copyOf(commandHashes, (int) Math.min(Integer.MAX_VALUE - 8, 2L * index));
        }
        commandHashes[index] = command == null ? 0 : hash(command);
    }

    Ending ending(long number) {
        if (number >= known.length() || !known.get((int) number)) {
            return Ending.OPEN;
        }
        return ok.get((int) number) ? Ending.OK : Ending.FAILED;
    }

    /** False only if it is certain that the task was another one. */
    boolean mayBe(long number, byte[] command) {
        int stored = number < commandHashes.length ? commandHashes[(int) number] : 0;
        return stored == 0 || stored == hash(command);
    }

    private static int hash(byte[] command) {
        int hash = Arrays.hashCode(command);
        return hash == 0 ? 1 : hash;
    }
}
