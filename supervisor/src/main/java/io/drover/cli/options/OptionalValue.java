package io.drover.cli.options;

import java.util.Map;
import java.util.Stack;
import picocli.CommandLine.IParameterPreprocessor;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * For options of GNU parallel whose value may be missing: where none is attached the next word is one, if it does not look
 * like an option, and like a number where that is wanted.
 */
final class OptionalValue implements IParameterPreprocessor {

    @Override
    public boolean preprocess(Stack<String> words, CommandSpec command, ArgSpec option, Map<String, Object> info) {
        if (AttachedValue.isMissing(info) && (words.isEmpty() || !fits(option, words.peek()))) {
            words.push(((OptionSpec) option).fallbackValue());
        }
        return false;
    }

    /** Whether {@code option} takes {@code word}, which stands behind it. */
    static boolean takes(ArgSpec option, String word) {
        return option.preprocessor() instanceof OptionalValue && fits(option, word);
    }

    private static boolean fits(ArgSpec option, String word) {
        return option.type() == Integer.class ? word.matches("[0-9]+") : word.equals("-") || !word.startsWith("-");
    }
}
