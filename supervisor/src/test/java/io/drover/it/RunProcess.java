package io.drover.it;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What /proc says of one living process of a sandbox. Zombies have no environment any more and are not listed. */
record RunProcess(int pid, int parent, int group, int session, char state, String commandLine) {

    /** All whose environment has {@code variable} ("NAME=VALUE"), wherever they moved to. */
    static List<RunProcess> withVariable(String variable) {
        List<RunProcess> found = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(Path.of("/proc"), "[0-9]*")) {
            for (Path entry : entries) {
                String environment = "\0" + contents(entry.resolve("environ"));
                if (environment.contains("\0" + variable + "\0")) {
                    RunProcess process = of(entry);
                    if (process != null && process.state != 'Z' && process.state != 'X') {
                        found.add(process);
                    }
                }
            }
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        return found;
    }

    private static RunProcess of(Path entry) {
        String stat = contents(entry.resolve("stat"));
        int name = stat.lastIndexOf(')');
        if (name < 0) {
            return null;
        }
        String[] fields = stat.substring(name + 2).split(" ", 6);
        return new RunProcess(
                Integer.parseInt(entry.getFileName().toString()),
                Integer.parseInt(fields[1]),
                Integer.parseInt(fields[2]),
                Integer.parseInt(fields[3]),
                fields[0].charAt(0),
                contents(entry.resolve("cmdline")).replace('\0', ' ').strip());
    }

    /** Empty if the process is gone. */
    private static String contents(Path file) {
        try (var in = Files.newInputStream(file)) {
            return new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            return "";
        }
    }

    boolean isSupervisor() {
        return commandLine.contains("io.drover.cli.Main");
    }

    boolean isWorker() {
        return commandLine.contains("io.drover.worker.WorkerMain");
    }

    @Override
    public String toString() {
        String shown = commandLine.length() > 200 ? "..." + commandLine.substring(commandLine.length() - 200) : commandLine;
        return String.format("%7d %7d %7d %7d %c %s", pid, parent, group, session, state, shown);
    }
}
