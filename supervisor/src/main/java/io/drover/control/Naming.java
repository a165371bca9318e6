package io.drover.control;

import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * What tells one supervisor from another.
 *
 * @param name as its user calls it; empty: not at all
 * @param arguments the command line, or what else there is to tell
 */
public record Naming(String name, List<byte[]> arguments) {

    /**
     * Whether others can tell it from a process id, and write it as a word.
     *
     * @param name of a supervisor
     * @return whether it has letters, digits and .@:+-_, and not digits alone
     */
    public static boolean fits(String name) {
        return name.matches("[\\w.@:+-]*[A-Za-z_.@:+-][\\w.@:+-]*");
    }

    /** {@return that of a supervisor inside another program, which is known by its main class} */
    public static Naming ofProgram(String name) {
        return new Naming(name, List.of(System.getProperty("sun.java.command", "").getBytes(StandardCharsets.UTF_8)));
    }
}
