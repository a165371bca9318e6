package io.drover.cli.options;

import io.drover.parallel.template.FileTemplate;
import io.drover.parallel.template.ReplacementStrings;
import io.drover.parallel.template.TemplateConfig;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** Options about how the command is made from its template. */
public final class TemplateOptions {

    @Option(
            names = {"-q", "--quote"},
            description = "Quote the command, so that the shell finds no syntax in it.")
    private boolean quote;

    @Option(names = "-I", paramLabel = "TEXT", description = "Use TEXT instead of {}.")
    private String value;

    @Option(
            names = {"-i", "--replace"},
            arity = "0..1",
            paramLabel = "TEXT",
            fallbackValue = "{}",
            preprocessor = OptionalValue.class,
            description = "Like -I.")
    private String attachedValue;

    @Option(
            names = {"--er", "--extensionreplace"},
            paramLabel = "TEXT",
            description = "Use TEXT instead of {.}, the value without extension.")
    private String withoutExtension = ReplacementStrings.DEFAULT.withoutExtension();

    @Option(
            names = {"--bnr", "--basenamereplace"},
            paramLabel = "TEXT",
            description = "Use TEXT instead of {/}, the name without directory.")
    private String basename = ReplacementStrings.DEFAULT.basename();

    @Option(
            names = {"--dnr", "--dirnamereplace"},
            paramLabel = "TEXT",
            description = "Use TEXT instead of {//}, the directory.")
    private String directory = ReplacementStrings.DEFAULT.directory();

    @Option(
            names = {"--bner", "--basenameextensionreplace"},
            paramLabel = "TEXT",
            description = "Use TEXT instead of {/.}, the name without directory and extension.")
    private String basenameWithoutExtension = ReplacementStrings.DEFAULT.basenameWithoutExtension();

    @Option(names = "--seqreplace", paramLabel = "TEXT", description = "Use TEXT instead of {#}, the task's number.")
    private String sequence = ReplacementStrings.DEFAULT.sequence();

    @Option(names = "--slotreplace", paramLabel = "TEXT", description = "Use TEXT instead of {%}, the slot's number.")
    private String slot = ReplacementStrings.DEFAULT.slot();

    @Option(
            names = "--plus",
            description = "More replacement strings: {..} {+/} {+.} {##} {0#} {seq-1} {:-default} {:2:3} {%suffix} {#prefix}"
                    + " {/old/new} {^^a} {,,A} and their relatives.")
    private boolean plus;

    @Option(
            names = "--rpl",
            paramLabel = "'TEXT CODE'",
            description = "Let TEXT stand for what CODE makes of a value, such as '{x} s/a/b/'.")
    private List<String> definitions = new ArrayList<>();

    @Option(
            names = "--match",
            paramLabel = "REGEXP",
            description = "{1.2} is what the second group of the first REGEXP finds in values of the first source; the next"
                    + " --match is for the next source, +1 as REGEXP the same as the first.")
    private List<String> matches = new ArrayList<>();

    @Option(
            names = "--filter",
            paramLabel = "EXPRESSION",
            description = "Run only tasks for which EXPRESSION, Perl with replacement strings in it, is true.")
    private List<String> filters = new ArrayList<>();

    @Option(
            names = {"--tmpl", "--template"},
            paramLabel = "FILE=NAME",
            description = "Before each task write what is in FILE to NAME, both with replacement strings.")
    private List<String> files = new ArrayList<>();

    @Option(names = "--cleanup", description = "Remove the file of --tmpl after the task.")
    private boolean cleanup;

    @Option(
            names = "--parens",
            paramLabel = "TEXT",
            description = "Use TEXT, an opening and a closing one, instead of {==} around CODE.")
    private String parentheses = TemplateConfig.PARENTHESES;

    @Option(
            names = {"--shellquote", "--shell-quote"},
            description = "Print the commands quoted instead of running them; twice quotes twice.")
    private boolean[] shellQuote = {};

    /** @param words the command */
    public TemplateConfig config(List<String> words) {
        return new TemplateConfig(
                List.copyOf(words),
                quote,
                strings(),
                plus,
                List.copyOf(definitions),
                parentheses,
                shellQuote.length,
                List.copyOf(filters),
                files.stream().map(text -> FileTemplate.parse(text, cleanup)).toList(),
                List.copyOf(matches),
                null);
    }

    /** Whether each task gets files of its own, made from templates. */
    public boolean writesFiles() {
        return !files.isEmpty();
    }

    private ReplacementStrings strings() {
        return new ReplacementStrings(
                valueString(), withoutExtension, basename, directory, basenameWithoutExtension, sequence, slot);
    }

    private String valueString() {
        if (value != null) {
            return value;
        }
        return attachedValue != null ? attachedValue : ReplacementStrings.DEFAULT.value();
    }
}
