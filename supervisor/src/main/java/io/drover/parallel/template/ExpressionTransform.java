package io.drover.parallel.template;

import io.drover.parallel.perl.PerlCode;
import io.drover.parallel.perl.PerlExpression;
import io.drover.parallel.text.Bytes;
import io.drover.parallel.text.UsageException;
import io.drover.wire.SlotForm;
import java.util.Optional;

/** A replacement string that is written in Perl. */
public record ExpressionTransform(PerlExpression expression) implements Transform {

    /** What {@code code} stands for, of all values. */
    public static TemplatePart part(String code) {
        Optional<SlotForm> slot = PerlExpression.slot(code);
        if (slot.isPresent()) {
            return new TemplatePart.Slot(slot.get());
        }
        try {
            PerlExpression expression = PerlExpression.parse(code);
            return new TemplatePart.Value(0, new ExpressionTransform(expression), !expression.unquoted());
        } catch (UsageException e) {
            return perl(code);
        }
    }

    /** A real Perl is slower to start and to ask, so it is asked only for what needs it. */
    private static TemplatePart perl(String code) {
        PerlCode perl = new PerlCode(code);
        return new TemplatePart.Value(0, new PerlTransform(perl), true);
    }

    @Override
    public byte[] apply(byte[] value, TaskNumber number) {
        return Bytes.of(expression.apply(Bytes.text(value), number.id(), number.total()));
    }

    @Override
    public boolean needsTotal() {
        return expression.needsTotal();
    }
}
