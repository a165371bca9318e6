package io.drover.supervisor.core;

/** A scoreboard that a test writes in place of a worker process. */
final class FakeBoard implements Board {
    private final long[] running;
    private final long[] since;
    private int epoch;
    private long started;
    private long heartbeat;
    private long exitingSince;
    private boolean leaving;
    private long room = Long.MAX_VALUE;

    FakeBoard(int slots) {
        this.running = new long[slots];
        this.since = new long[slots];
    }

    /** The next task in order starts in {@code slot}, as a worker does it; false if the batch was recalled. */
    boolean start(int batchEpoch, long sequence, int slot, long now) {
        if (batchEpoch != epoch || sequence != started + 1) {
            return false;
        }
        started = sequence;
        running[slot] = sequence;
        since[slot] = now;
        return true;
    }

    void end(int slot) {
        running[slot] = 0;
    }

    void beat(long now) {
        heartbeat = now;
    }

    void exit(long now) {
        exitingSince = now;
    }

    void leave() {
        leaving = true;
    }

    void takesAtMost(long bytes) {
        room = bytes;
    }

    int slots() {
        return running.length;
    }

    int epoch() {
        return epoch;
    }

    long recall(int wantedEpoch) {
        epoch = wantedEpoch + 1;
        return started;
    }

    @Override
    public long started() {
        return started;
    }

    @Override
    public long running(int slot) {
        return running[slot];
    }

    @Override
    public long runningSince(int slot) {
        return since[slot];
    }

    @Override
    public long heartbeat() {
        return heartbeat;
    }

    @Override
    public long exitingSince() {
        return exitingSince;
    }

    @Override
    public boolean leaving() {
        return leaving;
    }

    @Override
    public long room() {
        return room;
    }
}
