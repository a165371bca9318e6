package io.drover.supervisor.input;

import io.drover.supervisor.input.perl.PerlCode;
import io.drover.supervisor.input.perl.PerlExpression;
import io.drover.worker.SlotForm;
import java.util.Optional;

/** A replacement string that is written in Perl. */
record ExpressionTransform(PerlExpression expression) implements Transform {

    /** What {@code code} stands for, of all values. */
    static TemplatePart part(String code) {
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
