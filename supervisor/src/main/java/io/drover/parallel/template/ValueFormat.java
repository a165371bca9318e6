package io.drover.parallel.template;

import io.drover.parallel.template.TemplatePart.Numbered;
import io.drover.parallel.template.TemplatePart.Slot;
import io.drover.parallel.template.TemplatePart.Value;
import java.util.regex.Pattern;

/** A format of Perl's printf at the end of a replacement string: {@code {:%05.2f} {2/:%9s} {#:%03d}}. */
record ValueFormat(Transform printf) {
    /** Groups are the replacement string without its braces, and the format. */
    static final Pattern FORM =
            Pattern.compile("\\{([^{}]*?):(%[-+ 0#]*[0-9]*(?:\\.[0-9]+)?[bBcdeEfFgGiosuxX%][^{}]*)\\}");

    static ValueFormat of(String format) {
        Value printf = (Value) ExpressionTransform.part("$_=sprintf(q\001" + format + "\001,$_)");
        return new ValueFormat(printf.transform());
    }

    /** Null where there is nothing to be formatted. */
    TemplatePart of(TemplatePart part) {
        if (part instanceof Value value) {
            return new Value(value.position(), new ChainedTransform(value.transform(), printf), value.quoted());
        }
        if (part instanceof Slot slot) {
            return new Numbered(number -> printf.apply(slot.form().of(number.slot()).toByteArray(), number), false, true);
        }
        return part instanceof Numbered numbered
                ? new Numbered(
                        number -> printf.apply(numbered.text().apply(number), number), numbered.needsTotal(), numbered.needsSlot())
                : null;
    }
}
