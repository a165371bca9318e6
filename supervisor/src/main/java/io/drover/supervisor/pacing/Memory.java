package io.drover.supervisor.pacing;

import java.io.IOException;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;

/** How much memory new work can have: the kernel's own estimate, or what kernels before 3.14 let one guess. */
final class Memory {
    /** Memory can be gone in a moment. */
    static final long WATCH_NANOS = TimeUnit.MILLISECONDS.toNanos(250);

    private static final String FILE = "/proc/meminfo";
    private static final List<String> PARTS = List.of("MemFree:", "Buffers:", "Cached:", "SwapCached:");

    private final KernelFile meminfo;

    Memory() {
        this(KernelFile.at(FILE));
    }

    Memory(KernelFile meminfo) {
        this.meminfo = meminfo;
    }

    long freeBytes() throws IOException {
        String text = meminfo.read();
        OptionalLong available = KernelFile.number(text, "MemAvailable:");
        if (available.isPresent()) {
            return available.getAsLong() << 10;
        }
        long kib = KernelFile.required(text, "MemFree:", FILE);
        for (String part : PARTS.subList(1, PARTS.size())) {
            kib += KernelFile.number(text, part).orElse(0);
        }
        return kib << 10;
    }
}
