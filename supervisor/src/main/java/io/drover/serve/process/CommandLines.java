package io.drover.serve.process;

import com.google.protobuf.ByteString;
import io.drover.supervisor.core.SlotText;
import io.drover.supervisor.core.Surroundings;
import io.drover.supervisor.core.TaskDirectory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Makes the command line of a process, and what it finds. */
final class CommandLines {
    private static final String SHELL = "/bin/sh -c ";
    /** As for a command that cannot be started. */
    private static final String OR_FAIL = " || exit 126; ";

    private CommandLines() {}

    /**
     * What a worker is to run.
     *
     * @param group control group that it is to be in, which limits its memory; null: there is none
     */
    static ByteString process(Instance one, Path group) {
        Launch launch = one.plan().launch();
        // A program becomes the process itself: it gets the signals, and its end is that of the process.
        String program = launch.shell()
                ? SHELL + quoted(launch.command().get(0))
                : launch.command().stream().map(CommandLines::quoted).collect(Collectors.joining(" "));
        String before = join(group) + limits(launch.limits(), group != null) + user(launch);
        boolean line = before.isEmpty() && launch.shell();
        return ByteString.copyFromUtf8(line ? launch.command().get(0) : before + "exec " + as(launch.user()) + program);
    }

    /** What asks whether it is well, as the same user. */
    static ByteString check(Instance one, Check.Command check) {
        Launch launch = one.plan().launch();
        String line = ((Check.Command) check.of(one.number())).line();
        return ByteString.copyFromUtf8(launch.user().isEmpty() ? line : user(launch) + "exec " + as(launch.user()) + SHELL + quoted(line));
    }

    private static String join(Path group) {
        return group == null ? "" : "echo 0 >" + quoted(group.resolve("cgroup.procs").toString()) + OR_FAIL;
    }

    private static String limits(Launch.Limits limits, boolean grouped) {
        String memory = limits.memory() == 0 || grouped ? "" : "ulimit -v " + Math.max(1, limits.memory() >> 10) + OR_FAIL;
        return memory + (limits.openFiles() == 0 ? "" : "ulimit -n " + limits.openFiles() + OR_FAIL);
    }

    /** Variables that belong to the user, where nobody has said what they are to be. */
    private static String user(Launch launch) {
        if (launch.user().isEmpty()) {
            return "";
        }
        String user = quoted(launch.user());
        return List.of("HOME=$(getent passwd " + user + " | cut -d: -f6)", "USER=" + user, "LOGNAME=" + user).stream()
                .filter(variable -> !launch.environment().containsKey(variable.substring(0, variable.indexOf('='))))
                .map(variable -> "export " + variable + "; ")
                .collect(Collectors.joining());
    }

    private static String as(String user) {
        String name = quoted(user);
        return user.isEmpty() ? "" : "setpriv --reuid " + name + " --regid $(id -g " + name + ") --init-groups -- ";
    }

    /** Where it runs, with which variables. */
    static Surroundings surroundings(Instance one) {
        Launch launch = one.plan().launch();
        List<byte[]> variables = new ArrayList<>();
        variables.add(bytes("DROVER_PROCESS=" + one.name()));
        if (launch.port() > 0) {
            variables.add(bytes("PORT=" + (launch.port() + one.number() - 1)));
        }
        launch.environment().forEach((name, value) -> variables.add(bytes(name + "=" + value)));
        SlotText directory = new SlotText(bytes(launch.directory().toString()), null);
        return new Surroundings(List.of(), new TaskDirectory(directory, false), variables);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String quoted(String word) {
        return "'" + word.replace("'", "'\\''") + "'";
    }
}
