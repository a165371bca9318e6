package io.drover.supervisor.output;

/** A piece of a {@link SpillStore}: never empty, never across segments. */
public record Extent(int segment, int offset, int length) {

    /** True if {@code next} begins where this ends, so that both can be kept as one. */
    boolean continuesIn(Extent next) {
        return segment == next.segment && offset + length == next.offset;
    }

    Extent with(Extent next) {
        return new Extent(segment, offset, length + next.length);
    }
}
