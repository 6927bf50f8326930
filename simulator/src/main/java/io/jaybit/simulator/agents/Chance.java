package io.jaybit.simulator.agents;

import java.util.SplittableRandom;

/** Dice of one agent. Confined to one thread. */
final class Chance {
    private final SplittableRandom random;

    Chance(long seed) {
        this(new SplittableRandom(seed));
    }

    private Chance(SplittableRandom random) {
        this.random = random;
    }

    /** Dice of their own for somebody else; what he throws changes nothing here. */
    Chance split() {
        return new Chance(random.split());
    }

    /** Whether something with this probability happens. */
    boolean happens(double probability) {
        return random.nextDouble() < probability;
    }

    /** From {@code least} to {@code most}, both possible. */
    long between(long least, long most) {
        return least + (most <= least ? 0 : random.nextLong(most - least + 1));
    }

    double between(double least, double most) {
        return least + random.nextDouble() * (most - least);
    }

    /** The wait for something that happens once in {@code mean} on average; at least 1. */
    long delay(double mean) {
        return Math.max(1, Math.round(-StrictMath.log(1 - random.nextDouble()) * mean));
    }

    /** Of a normal distribution, mean 0, deviation 1; the same on every machine. */
    double normal() {
        double radius = Math.sqrt(-2 * StrictMath.log(1 - random.nextDouble()));
        return radius * StrictMath.cos(2 * Math.PI * random.nextDouble());
    }

    /** Of a log-normal distribution. */
    double logNormal(double median, double deviation) {
        return median * StrictMath.exp(deviation * normal());
    }
}
