package io.drover.parallel.perl;

/** One statement or one term: what it makes of {@code $_}. */
interface Step {

    /** @param task what {@code seq()} and {@code total_jobs()} are */
    String apply(String value, Task task);

    /** The numbers a task has. */
    record Task(long sequence, long total) {}
}
