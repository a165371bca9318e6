package io.drover.cli.options;

import io.drover.cli.words.BlockSize;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** {@link BlockSize} for picocli. */
public final class SizeConverter implements ITypeConverter<Long> {

    @Override
    public Long convert(String text) {
        try {
            return BlockSize.parse(text);
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException(e.getMessage());
        }
    }
}
