package io.drover.parallel.template;

import io.drover.parallel.perl.PerlCode;
import io.drover.parallel.text.Bytes;

/** A replacement string that only a real Perl understands. */
record PerlTransform(PerlCode code) implements Transform {

    @Override
    public byte[] apply(byte[] value, TaskNumber number) {
        return apply(value, number, new byte[][] {value});
    }

    @Override
    public byte[] apply(byte[] value, TaskNumber number, byte[][] arguments) {
        return replace(value, number, arguments).text();
    }

    @Override
    public Replaced replace(byte[] value, TaskNumber number, byte[][] arguments) {
        PerlCode.Result result = code.apply(Bytes.text(value), number.id(), number.total(), number.slot(), arguments);
        return new Replaced(Bytes.of(result.text()), result.quoted());
    }

    @Override
    public boolean needsTotal() {
        return code.needsTotal();
    }

    @Override
    public boolean needsSlot() {
        return code.needsSlot();
    }
}
