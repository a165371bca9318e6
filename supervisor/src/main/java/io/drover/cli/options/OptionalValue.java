package io.drover.cli.options;

import io.drover.cli.direct.ValueKind;
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
public final class OptionalValue implements IParameterPreprocessor {

    @Override
    public boolean preprocess(Stack<String> words, CommandSpec command, ArgSpec option, Map<String, Object> info) {
        ValueKind kind = option.type() == Integer.class ? ValueKind.COUNT : ValueKind.TEXT;
        if (AttachedValue.isMissing(info) && (words.isEmpty() || !kind.looksLikeOne(words.peek()))) {
            words.push(((OptionSpec) option).fallbackValue());
        }
        return false;
    }
}
