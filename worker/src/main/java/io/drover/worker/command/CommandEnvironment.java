package io.drover.worker.command;

import com.google.protobuf.ByteString;
import io.drover.posix.NativeStrings;
import io.drover.posix.PosixException;
import io.drover.posix.ProcessTree;
import io.drover.posix.Spawner;
import io.drover.proto.CommandSetup;
import io.drover.proto.WorkerSetup;
import io.drover.wire.Scoreboard;
import java.io.File;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * How a command line becomes a process: program, arguments, environment, directory. Everything is bytes, as the user's
 * shell gave it. Shared by the slots of a worker.
 */
public final class CommandEnvironment {
    private static final String PWD = "PWD=";
    private static final Set<String> BOURNE = Set.of("sh", "bash", "dash", "ash");

    private final CommandSetup setup;
    private final byte[] shell;
    private final byte[] directory;
    private final List<byte[]> base;
    /** The same where C finds it. */
    private final NativeStrings nativeBase;
    /** "NAME=", or null. */
    private final String slotVariable;
    private final boolean direct;
    /** Null where commands have none. */
    private final TmuxWindows windows;
    private final String[] path;
    /** Null when commands have the worker's own nice value. */
    private final NicedSpawner niced;
    private final Spawner.Inherited inherited;
    private final Map<String, byte[]> programs = new ConcurrentHashMap<>();

    CommandEnvironment(WorkerSetup worker) {
        this.setup = worker.getCommands();
        this.shell = setup.getShell().toByteArray();
        this.directory = setup.hasWorkingDirectory() ? setup.getWorkingDirectory().toByteArray() : null;
        this.slotVariable = setup.getSlotVariable().isEmpty() ? null : latin(setup.getSlotVariable().toByteArray()) + "=";
        this.base = baseEnvironment(worker);
        this.nativeBase = new NativeStrings(base);
        String searched = variable("PATH");
        this.path = searched == null ? new String[0] : searched.split(":", -1);
        this.niced = setup.getNice() == 0 ? null : new NicedSpawner(setup.getNice());
        int[] numbers = setup.getInheritedList().stream().mapToInt(Integer::intValue).toArray();
        this.inherited = new Spawner.Inherited(Scoreboard.DESCRIPTOR + 3, numbers);
        this.windows = setup.hasTmux() ? new TmuxWindows(setup.getTmux()) : null;
        this.direct = setup.getDirect() && shellAddsNothing();
    }

    private List<byte[]> baseEnvironment(WorkerSetup worker) {
        List<byte[]> variables = new ArrayList<>();
        List<byte[]> added = new ArrayList<>();
        added.add(latin("PARALLEL_PID=" + worker.getSupervisorPid()));
        // The name of this machine in the list of hosts.
        added.add(latin("PARALLEL_SSHHOST=:"));
        added.add(latin("PARALLEL_SSHLOGIN=:"));
        if (directory != null) {
            added.add(latin(PWD + latin(directory)));
        }
        if (setup.getEmitDescriptor() > 0) {
            added.add(latin("DROVER_EMIT=/dev/fd/" + setup.getEmitDescriptor()));
        }
        setup.getEnvironmentList().forEach(variable -> added.add(variable.toByteArray()));
        List<String> replaced = new ArrayList<>(List.of("PARALLEL_SEQ=", "PARALLEL_JOBSLOT="));
        if (slotVariable != null) {
            replaced.add(slotVariable);
        }
        for (byte[] variable : added) {
            String text = latin(variable);
            replaced.add(text.substring(0, text.indexOf('=') + 1));
        }
        for (byte[] variable : ProcessTree.environment()) {
            String text = latin(variable);
            if (replaced.stream().noneMatch(text::startsWith)) {
                variables.add(variable);
            }
        }
        variables.addAll(added);
        return variables;
    }

    /** A Bourne shell without a start-up file and without functions from the environment only splits and runs. */
    private boolean shellAddsNothing() {
        String name = latin(shell);
        name = name.substring(name.lastIndexOf('/') + 1);
        return BOURNE.contains(name)
                && variable("BASH_ENV") == null
                && base.stream().noneMatch(variable -> latin(variable).startsWith("BASH_FUNC_"));
    }

    private static void put(List<byte[]> environment, byte[] variable) {
        String text = latin(variable);
        String name = text.substring(0, text.indexOf('=') + 1);
        environment.removeIf(other -> latin(other).startsWith(name));
        environment.add(variable);
    }

    private String variable(String name) {
        for (byte[] variable : base) {
            String text = latin(variable);
            if (text.startsWith(name + "=")) {
                return text.substring(name.length() + 1);
            }
        }
        return null;
    }

    /** Starts {@code line}, which serves many tasks, in a process group of its own with the given descriptors; returns its pid. */
    public int spawn(Spawner spawner, byte[] line, int slot, int... descriptors) {
        return spawn(spawner, line, TaskSurroundings.COMMON, 0, slot, descriptors);
    }

    /** Starts {@code line} in a process group of its own with the given descriptors; returns its pid. */
    int spawn(Spawner spawner, byte[] line, TaskSurroundings own, long taskId, int slot, int... descriptors) {
        byte[] place = own.directory() == null ? directory : own.directory();
        Spawner.Environment environment = environment(own, taskId, slot);
        if (windows != null) {
            List<byte[]> argv = windows.arguments(shell, line, slotFromZero(slot));
            return start(spawner, windows.program(), argv, environment, place, descriptors);
        }
        // With another PATH other programs may be meant.
        if (direct && own.environment().isEmpty()) {
            List<byte[]> words = CommandLine.words(line);
            byte[] program = words.isEmpty() ? null : program(latin(words.get(0)));
            if (program != null) {
                try {
                    return start(spawner, program, words, environment, place, descriptors);
                } catch (PosixException e) {
                    // Not there, not executable, a script without #!: the shell knows what to say or do.
                    programs.remove(latin(words.get(0)));
                }
            }
        }
        List<byte[]> argv = List.of(shell, latin("-c"), line);
        return start(spawner, shell, argv, environment, place, descriptors);
    }

    private Spawner.Environment environment(TaskSurroundings own, long taskId, int slot) {
        List<byte[]> variables = new ArrayList<>();
        NativeStrings common = nativeBase;
        if (own.directory() != null || !own.environment().isEmpty()) {
            // They take the place of what others have.
            common = NativeStrings.NONE;
            variables.addAll(base);
            if (own.directory() != null) {
                put(variables, latin(PWD + latin(own.directory())));
            }
            for (byte[] variable : own.environment()) {
                put(variables, variable);
            }
        }
        variables.add(latin("PARALLEL_SEQ=" + taskId));
        variables.add(latin("PARALLEL_JOBSLOT=" + slot));
        if (slotVariable != null) {
            variables.add(latin(slotFromZero(slot)));
        }
        return new Spawner.Environment(common, variables);
    }

    private String slotFromZero(int slot) {
        return slotVariable == null ? "" : slotVariable + (slot - 1);
    }

    private int start(
            Spawner spawner,
            byte[] program,
            List<byte[]> argv,
            Spawner.Environment environment,
            byte[] place,
            int[] descriptors) {
        var request = new Spawner.Request(program, argv, environment, 0, place, inherited, descriptors);
        return niced == null ? spawner.spawn(request) : niced.spawn(spawner, request);
    }

    /** Absolute path of a program, or null where only the shell should look. */
    private byte[] program(String name) {
        if (name.indexOf('/') >= 0) {
            return latin(name);
        }
        byte[] known = programs.get(name);
        return known == null ? programs.computeIfAbsent(name, this::search) : known;
    }

    private byte[] search(String name) {
        for (String place : path) {
            if (!place.startsWith("/")) {
                return null;
            }
            File file = new File(place, name);
            if (file.isFile() && file.canExecute()) {
                return latin(file.getPath());
            }
        }
        return null;
    }

    /** One line for the user where a command could not be started. */
    public static String startFailure(ByteString line, int errno) {
        return "drover: cannot start a command of " + line.size() + " bytes: " + PosixException.text(errno) + "\n";
    }

    private static byte[] latin(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static String latin(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }
}
