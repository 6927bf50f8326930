package io.jaybit.simulator.agents;

/** What an instrument is worth, as those see it who offer it. */
interface Worth {
    /** In the quote coin; of a spread it may be negative. */
    double price();

    /** The difference between two. */
    static Worth spread(Worth far, Worth near) {
        return () -> far.price() - near.price();
    }
}
