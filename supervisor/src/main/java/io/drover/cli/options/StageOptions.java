package io.drover.cli.options;

import java.util.Set;

/** What a stage of a flow may be told; all else is for the whole run. */
public final class StageOptions {
    private static final Set<String> NAMES = Set.of(
            "-j", "--jobs", "-P", "--max-procs", "--workers", "--retries", "--timeout", "--grace", "--silence",
            "--delay", "--rate", "--jitter", "--load", "--memfree", "--memsuspend", "--noswap", "--limit",
            "-C", "--colsep", "--col-sep", "--trim", "-q", "--quote", "-I", "-i", "--replace", "--rpl", "--plus", "--match",
            "--filter", "--parens", "--er", "--extensionreplace", "--bnr", "--basenamereplace", "--dnr", "--dirnamereplace",
            "--bner", "--basenameextensionreplace", "--seqreplace", "--slotreplace",
            "--wd", "--workdir", "--work-dir", "--env", "--termseq", "--term-seq", "--nice", "--process-slot-var",
            "--task", "--jar", "--classpath", "--class-path", "--java-option", "-J", "--coproc",
            "-n", "--max-args", "-N", "--max-replace-args", "--batch-wait", "--stage", "--queue", "--unique", "--emit-fd");

    private StageOptions() {}

    /** Whether {@code name}, in full, is one of them. */
    public static boolean has(String name) {
        return NAMES.contains(name);
    }
}
