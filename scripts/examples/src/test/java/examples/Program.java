package examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** One of the examples, started as their pages say; everything it starts can be found by a variable. */
public final class Program implements AutoCloseable {
    private static final Path ROOT = Path.of("../..").toAbsolutePath().normalize();
    private static final Duration DEADLINE = Duration.ofMinutes(3);

    private final String mark = "EXAMPLE_OF_TEST=" + UUID.randomUUID();
    private final Path output;
    private final Path error;
    private final Process process;

    /**
     * Starts it.
     *
     * @param directory where it works
     * @param line for a shell, as a page has it
     */
    public Program(Path directory, String line) throws IOException {
        output = Files.createTempFile(directory, "stdout", "");
        error = Files.createTempFile(directory, "stderr", "");
        // A script that runs tests in the background ignores Ctrl-C, and so would all that they start.
        String here = line.replaceFirst("(^| )scripts/", "$1" + ROOT + "/scripts/");
        ProcessBuilder builder = new ProcessBuilder("/bin/sh", "-c", "exec env --default-signal=INT " + here)
                .directory(directory.toFile())
                .redirectInput(Path.of("/dev/null").toFile())
                .redirectOutput(output.toFile())
                .redirectError(error.toFile());
        builder.environment().put(mark.substring(0, mark.indexOf('=')), mark.substring(mark.indexOf('=') + 1));
        // They live for seconds: the optimizing compiler would take more than it gives.
        builder.environment().put("JDK_JAVA_OPTIONS", "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC");
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        process = builder.start();
    }

    /** {@return the line of a page that begins so, without what makes it a code block} */
    public static String lineOfPage(String page, String begin) throws IOException {
        return Files.readAllLines(ROOT.resolve("scripts/examples").resolve(page)).stream()
                .filter(line -> line.startsWith("    " + begin))
                .findFirst().orElseThrow(() -> new AssertionError(page + " has no line that begins with " + begin))
                .strip();
    }

    /** {@return what it has printed so far} */
    public String output() {
        return read(output);
    }

    /** {@return what it has printed on standard error so far} */
    public String error() {
        return read(error);
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Ends it as Ctrl-C does, and waits until all that it has started is gone, too. */
    public void interrupt() throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-INT", Long.toString(process.pid())).start().waitFor();
        await("end after an interrupt", () -> processes().isEmpty());
    }

    /** Ends it, and nothing else, as {@code kill -9} does, and waits until all that it has started is gone, too. */
    public void kill() throws InterruptedException {
        process.destroyForcibly();
        await("end after a kill", () -> processes().isEmpty());
    }

    /** Waits until something is so; its end does not keep it from becoming so. */
    public void await(String what, BooleanSupplier condition) throws InterruptedException {
        long end = System.nanoTime() + DEADLINE.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                fail("no " + what + ": " + describe());
            }
            Thread.sleep(10);
        }
    }

    /** Waits for its end, at which nothing of it may be left. */
    public String finish(int status) throws InterruptedException {
        if (!process.waitFor(DEADLINE.toSeconds(), TimeUnit.SECONDS)) {
            fail("it does not end: " + describe());
        }
        assertEquals(status, process.exitValue(), this::describe);
        assertEquals(List.of(), processes(), this::describe);
        return output();
    }

    /** {@return what all its processes have had of processors so far, in milliseconds} */
    public long cpuMillis() {
        return processes().stream().mapToLong(one -> one.info().totalCpuDuration().orElse(Duration.ZERO).toMillis()).sum();
    }

    /** Kills one of the workers that it has now, any of them. */
    public void killAWorker() {
        List<ProcessHandle> workers = processes().stream().filter(other -> other.pid() != process.pid()).toList();
        assertEquals(false, workers.isEmpty());
        workers.get(ThreadLocalRandom.current().nextInt(workers.size())).destroyForcibly();
    }

    /** {@return by process: what it has of memory now, in KiB} */
    public Map<Long, Long> residentKib() {
        return processes().stream().collect(Collectors.toMap(ProcessHandle::pid, one -> residentKib(one.pid())));
    }

    private static long residentKib(long pid) {
        try (Stream<String> lines = Files.lines(Path.of("/proc", Long.toString(pid), "status"))) {
            return lines.filter(line -> line.startsWith("VmRSS:")).mapToLong(line -> Long.parseLong(line.replaceAll("\\D", ""))).sum();
        } catch (IOException | UncheckedIOException e) {
            // It has ended.
            return 0;
        }
    }

    /** {@return the processes that there are of it} */
    public List<ProcessHandle> processes() {
        List<ProcessHandle> found = new ArrayList<>();
        try (Stream<ProcessHandle> all = ProcessHandle.allProcesses()) {
            all.filter(this::isOfIt).forEach(found::add);
        }
        return found;
    }

    private boolean isOfIt(ProcessHandle other) {
        try {
            byte[] environment = Files.readAllBytes(Path.of("/proc", Long.toString(other.pid()), "environ"));
            return Arrays.asList(new String(environment, StandardCharsets.ISO_8859_1).split("\0")).contains(mark);
        } catch (IOException e) {
            return false;
        }
    }

    /** {@return all there is to know of it} */
    public String describe() {
        return "exit " + (process.isAlive() ? "not yet" : process.exitValue()) + "\n" + output() + "\n" + error() + "\n" + processes();
    }

    @Override
    public void close() {
        for (List<ProcessHandle> left = processes(); !left.isEmpty(); left = processes()) {
            left.forEach(ProcessHandle::destroyForcibly);
        }
    }
}
