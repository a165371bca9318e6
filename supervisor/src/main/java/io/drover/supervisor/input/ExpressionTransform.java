package io.drover.supervisor.input;

import io.drover.supervisor.input.perl.PerlExpression;

/** A replacement string that is written in Perl. */
record ExpressionTransform(PerlExpression expression) implements Transform {

    /** What {@code code} stands for, of all values. */
    static TemplatePart part(String code) {
        if (PerlExpression.isSlot(code)) {
            return new TemplatePart.Slot();
        }
        PerlExpression expression = PerlExpression.parse(code);
        return new TemplatePart.Value(0, new ExpressionTransform(expression), !expression.unquoted());
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
