package io.drover.cli;

import java.util.Map;
import java.util.Stack;
import picocli.CommandLine.IParameterPreprocessor;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * For options whose value may be missing: only an attached value is one, never the next word, which is the command; but a
 * number for one that wants a number.
 */
final class AttachedValue implements IParameterPreprocessor {

    @Override
    public boolean preprocess(Stack<String> words, CommandSpec command, ArgSpec option, Map<String, Object> info) {
        // The parser says " " when the option and its value would be two words.
        boolean wantsNumber = option.type() == Integer.class;
        boolean number = wantsNumber && !words.isEmpty() && words.peek().matches("[0-9]+");
        if (" ".equals(info.get("separator")) && !number) {
            words.push(((OptionSpec) option).fallbackValue());
        }
        return false;
    }
}
