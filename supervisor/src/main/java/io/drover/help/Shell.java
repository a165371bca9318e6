package io.drover.help;

/** Shells that there is a completion for. */
public enum Shell {
    BASH,
    ZSH,
    FISH;

    /**
     * The completion script.
     *
     * @param drover with its subcommands
     */
    public String completion(Manual drover) {
        return switch (this) {
            case BASH -> BashCompletion.of(drover);
            case ZSH -> ZshCompletion.of(drover);
            case FISH -> FishCompletion.of(drover);
        };
    }
}
