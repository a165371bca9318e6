package io.drover.cli.options;

import io.drover.cli.words.Count;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** {@link Count} for picocli. */
public final class CountConverter implements ITypeConverter<Integer> {

    @Override
    public Integer convert(String text) {
        try {
            return Count.parse(text);
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException(e.getMessage());
        }
    }
}
