package dev.parley.explain.story;

import dev.parley.config.Side;
import java.util.Optional;

/** Who saw something happen: one of the two sides, from within, or somebody between them who sees only what passes. */
public enum Witness {
    CLIENT,
    SERVER,
    BYSTANDER;

    public static Witness of(Side side) {
        return side == Side.CLIENT ? CLIENT : SERVER;
    }

    /** Empty for whoever is between the sides. */
    public Optional<Side> side() {
        return switch (this) {
            case CLIENT -> Optional.of(Side.CLIENT);
            case SERVER -> Optional.of(Side.SERVER);
            case BYSTANDER -> Optional.empty();
        };
    }
}
