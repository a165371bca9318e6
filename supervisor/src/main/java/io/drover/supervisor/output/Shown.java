package io.drover.supervisor.output;

/**
 * What is printed of tasks besides, or instead of, what they print.
 *
 * @param commands the command line of each before its output
 * @param lastLines the last line of each and nothing else
 * @param calls where standard output goes, to be printed when all is over; null for none
 */
public record Shown(boolean commands, boolean lastLines, ShellCalls calls) {
    /** What they print. */
    public static final Shown OUTPUT = new Shown(false, false, null);

    TaskPrinter on(TaskPrinter printer, Streams streams) {
        TaskPrinter called = calls == null ? printer : new CallingPrinter(printer, calls, streams);
        TaskPrinter last = lastLines ? new LastLinePrinter(called) : called;
        return commands ? new EchoingPrinter(last) : last;
    }
}
