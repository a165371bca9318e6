package io.drover.cli.direct;

/** What stands beside the name of an option. */
enum OptionForm {
    /** Nothing. */
    FLAG,
    /** A value, attached or as the next word. */
    VALUE,
    /** An attached value or none. */
    ATTACHED_VALUE,
    /** An attached value, or else the next word if it looks like one. */
    OPTIONAL_VALUE,
    /** Nothing; the answer is no run. */
    QUESTION,
    /** Whatever there is; the answer is a mistake. */
    REFUSED;

    /** Another option may follow in the same word. */
    boolean isFlag() {
        return this == FLAG || this == QUESTION;
    }
}
