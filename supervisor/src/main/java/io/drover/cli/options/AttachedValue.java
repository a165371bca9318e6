package io.drover.cli.options;

import java.util.Map;
import java.util.Stack;
import picocli.CommandLine.IParameterPreprocessor;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** For options whose value may be missing: only an attached value is one, never the next word, which is the command. */
public final class AttachedValue implements IParameterPreprocessor {

    @Override
    public boolean preprocess(Stack<String> words, CommandSpec command, ArgSpec option, Map<String, Object> info) {
        if (isMissing(info)) {
            words.push(((OptionSpec) option).fallbackValue());
        }
        return false;
    }

    /** Nothing is attached: the parser says " " when the option and its value would be two words. */
    static boolean isMissing(Map<String, Object> info) {
        return " ".equals(info.get("separator"));
    }
}
