package io.drover.parallel.template;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import io.drover.parallel.template.TemplatePart.Literal;
import io.drover.parallel.template.TemplatePart.Numbered;
import io.drover.parallel.template.TemplatePart.Slot;
import io.drover.parallel.template.TemplatePart.Value;
import io.drover.parallel.text.ByteBuilder;
import io.drover.parallel.text.Bytes;
import io.drover.parallel.text.ShellQuote;
import io.drover.supervisor.core.SlotPlace;
import io.drover.wire.SlotForm;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Writes a template with the values of one task filled in.
 *
 * <p>Confined to one thread: the buffers are used again for each task.
 */
public final class Composer {
    private static final int ALL = -1;
    private static final byte[][] NO_VALUE = {Bytes.EMPTY};

    private final Template template;
    private final boolean context;
    /** What is between the values where one replacement string stands for several. */
    private final byte[] between;
    private final boolean quotesValues;
    private final boolean quotesWords;
    private final ByteBuilder out = new ByteBuilder();
    /** The word that is being made, where words are quoted as a whole. */
    private final ByteBuilder word = new ByteBuilder();
    /** Whether the word is written even if nothing comes any more: empty ones are. */
    private boolean wordIsDue;
    private final List<SlotPlace> slots = new ArrayList<>(0);

    /** @param context whether a word with values is repeated for each of them, or only its replacement string */
    public Composer(Template template, boolean context) {
        this(template, context, " ");
    }

    private Composer(Template template, boolean context, String between) {
        this.template = template;
        this.context = context;
        this.between = Bytes.of(between);
        quotesValues = template.quoting() == Template.Quoting.VALUES;
        quotesWords = template.quoting() == Template.Quoting.WORDS;
    }

    /** For text that is no command line: several values follow each other without a blank, as GNU parallel has it. */
    static Composer ofText(Template template) {
        return new Composer(template, false, "");
    }

    /** For a Perl expression that is true for a task: with several values it has to be for each. */
    public static Composer ofCondition(Template template) {
        return new Composer(template, false, " and ");
    }

    public byte[] compose(byte[][] arguments, TaskNumber number) {
        write(arguments, number);
        return out.toByteArray();
    }

    /** How long the result would be. */
    public int measure(byte[][] arguments, TaskNumber number) {
        write(arguments, number);
        return out.length();
    }

    /** Where the slot number goes in what was composed last; null when nowhere. */
    public List<SlotPlace> slots() {
        return slots.isEmpty() ? null : List.copyOf(slots);
    }

    private void write(byte[][] arguments, TaskNumber number) {
        out.clear();
        word.clear();
        wordIsDue = false;
        slots.clear();
        for (Template.Word next : template.words()) {
            if (context && next.repeats() && arguments.length > 1) {
                for (int i = 0; i < arguments.length; i++) {
                    if (i > 0) {
                        endWord();
                        out.append(' ');
                    }
                    write(next, arguments, i, number);
                }
            } else {
                write(next, arguments, ALL, number);
            }
        }
        endWord();
    }

    private void write(Template.Word next, byte[][] arguments, int only, TaskNumber number) {
        boolean quoted = quotesWords && !next.separator();
        if (!quoted) {
            endWord();
        }
        ByteBuilder target = quoted ? word : out;
        wordIsDue = quoted;
        for (TemplatePart part : next.parts()) {
            if (part instanceof Literal literal) {
                target.append(literal.bytes());
            } else if (part instanceof Value value) {
                writeValue(target, value, arguments, only, number);
            } else if (part instanceof Numbered numbered) {
                if (numbered.needsSlot()) {
                    addSlot(forEachSlot(number, in -> text(target, numbered.text().apply(in), false)));
                } else {
                    target.append(numbered.text().apply(number));
                }
            } else if (part instanceof Slot slot) {
                // A number needs no quotation marks.
                addSlot(slot.form());
            }
        }
    }

    private void endWord() {
        if (wordIsDue || word.length() > 0) {
            flushWord();
        }
        wordIsDue = false;
    }

    private void writeValue(ByteBuilder target, Value value, byte[][] arguments, int only, TaskNumber number) {
        if (value.position() != 0) {
            byte[] argument = value.of(arguments);
            if (argument != null) {
                put(target, value, argument, arguments, number);
            }
        } else if (only != ALL) {
            put(target, value, arguments[only], arguments, number);
        } else if (arguments.length == 0) {
            // Code may make something of no value at all.
            Transform.Replaced made = value.transform().replace(Bytes.EMPTY, number, NO_VALUE);
            if (made.text().length > 0) {
                append(target, value, made);
            }
        } else {
            for (int i = 0; i < arguments.length; i++) {
                if (i > 0) {
                    if (target == word) {
                        flushWord();
                        wordIsDue = true;
                    }
                    out.append(between);
                }
                put(target, value, arguments[i], arguments, number);
            }
        }
    }

    private void put(ByteBuilder target, Value value, byte[] argument, byte[][] arguments, TaskNumber number) {
        if (value.transform().needsSlot()) {
            addSlot(forEachSlot(number, in -> {
                Transform.Replaced replaced = value.transform().replace(argument, in, arguments);
                return text(target, replaced.text(), value.quoted() && replaced.quoted());
            }));
        } else {
            append(target, value, value.transform().replace(argument, number, arguments));
        }
    }

    private void append(ByteBuilder target, Value value, Transform.Replaced replaced) {
        if (quotesValues && value.quoted() && replaced.quoted()) {
            ShellQuote.append(target, replaced.text());
        } else {
            target.append(replaced.text());
        }
    }

    /** The word is quoted in pieces around what its slot will put there. */
    private void addSlot(SlotForm form) {
        if (word.length() > 0) {
            flushWord();
        }
        wordIsDue = false;
        slots.add(new SlotPlace(out.length(), form));
    }

    private static SlotForm forEachSlot(TaskNumber number, Function<TaskNumber, byte[]> text) {
        List<ByteString> texts = new ArrayList<>(number.slots());
        for (int slot = 1; slot <= number.slots(); slot++) {
            texts.add(UnsafeByteOperations.unsafeWrap(text.apply(number.in(slot))));
        }
        return new SlotForm.Chosen(texts);
    }

    private byte[] text(ByteBuilder target, byte[] text, boolean quoted) {
        if (target == out && !(quotesValues && quoted)) {
            return text;
        }
        ByteBuilder safe = new ByteBuilder();
        ShellQuote.append(safe, text);
        return safe.toByteArray();
    }

    private void flushWord() {
        ShellQuote.append(out, word.bytes(), 0, word.length());
        word.clear();
    }
}
