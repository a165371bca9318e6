package io.drover.parallel.template;

/** What {@code second} makes of what {@code first} makes of a value; either may ask for it not to be quoted. */
record ChainedTransform(Transform first, Transform second) implements Transform {
    @Override
    public byte[] apply(byte[] value, TaskNumber number) {
        return second.apply(first.apply(value, number), number);
    }

    @Override
    public byte[] apply(byte[] value, TaskNumber number, byte[][] arguments) {
        return replace(value, number, arguments).text();
    }

    @Override
    public Replaced replace(byte[] value, TaskNumber number, byte[][] arguments) {
        Replaced between = first.replace(value, number, arguments);
        Replaced result = second.replace(between.text(), number, arguments);
        return new Replaced(result.text(), between.quoted() && result.quoted());
    }

    @Override
    public boolean needsTotal() {
        return first.needsTotal() || second.needsTotal();
    }

    @Override
    public boolean needsSlot() {
        return first.needsSlot() || second.needsSlot();
    }
}
