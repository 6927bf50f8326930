package io.jaybit.simulator.venue;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Faults in the order in which they were written down. Immutable. */
public record FaultSchedule(List<Fault> faults) {
    /** Nothing goes wrong. */
    public static final FaultSchedule NONE = new FaultSchedule(List.of());

    public FaultSchedule {
        faults = List.copyOf(faults);
    }

    /**
     * Reads a script: a {@link Fault} a line; empty lines and what follows {@code #} are ignored.
     *
     * @throws IllegalArgumentException naming every line that is wrong
     */
    public static FaultSchedule parse(String script) {
        List<Fault> faults = new ArrayList<>();
        List<String> problems = new ArrayList<>();
        List<String> lines = script.lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).replaceFirst("#.*", "").trim();
            if (!line.isEmpty()) {
                try {
                    faults.add(Fault.parse(line));
                } catch (IllegalArgumentException wrong) {
                    problems.add("line " + (i + 1) + ": " + wrong.getMessage());
                }
            }
        }
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException(String.join("; ", problems));
        }
        return new FaultSchedule(faults);
    }

    /**
     * A schedule of all kinds of faults, the same for the same seed. Each is over before the horizon, so that what follows can be
     * judged.
     *
     * @param horizonMillis at least 10 seconds
     */
    public static FaultSchedule random(long seed, long horizonMillis) {
        if (horizonMillis < 10_000) {
            throw new IllegalArgumentException("a horizon of " + horizonMillis + " ms");
        }
        SplittableRandom dice = new SplittableRandom(seed);
        List<Fault> faults = new ArrayList<>();
        int count = 1 + dice.nextInt((int) Math.min(40, horizonMillis / 2_000));
        for (int i = 0; i < count; i++) {
            long from = dice.nextLong(horizonMillis * 8 / 10);
            long most = Math.max(2, Math.min(15_000, horizonMillis * 9 / 10 - from));
            faults.add(Fault.parse(line(dice, from, 1 + dice.nextLong(most - 1))));
        }
        // What strikes a number of times waits for somebody to strike, who may be away for long.
        faults.add(Fault.parse("at " + horizonMillis * 95 / 100 + "ms clear"));
        return new FaultSchedule(faults);
    }

    private static String line(SplittableRandom dice, long from, long length) {
        String at = "at " + from + "ms ";
        String span = "from " + from + "ms for " + length + "ms ";
        String topic = pick(dice, "*", "orderbook.*", "publicTrade.*", "tickers.*", "kline.*", "private:*");
        String path = pick(dice, "*", "linear:*", "spot:*", "private:*", "trade:*");
        int few = 1 + dice.nextInt(5);
        return switch (dice.nextInt(19)) {
            case 0, 1 -> at + "drop " + topic + ' ' + few;
            case 2 -> at + "duplicate " + topic + ' ' + few;
            case 3 -> at + "reorder " + topic + ' ' + few;
            case 4 -> span + "delay " + (1 + dice.nextInt(2_000)) + "ms " + topic;
            case 5, 6 -> at + "skip-u orderbook.* " + few;
            case 7 -> span + "silence " + path;
            case 8 -> at + "restart";
            case 9 -> at + "reset " + path;
            case 10 -> at + "close " + pick(dice, "1000", "1001", "1011", "1012") + ' ' + path;
            case 11 -> span + "refuse-upgrade " + pick(dice, "403", "429", "503") + ' ' + path;
            case 12 -> span + "no-pong";
            case 13 -> at + "lose-ack " + few;
            case 14 -> at + pick(dice, "answer ", "answer-executed ") + pick(dice, "10016", "10019") + ' ' + few;
            case 15 -> at + "push-before-ack " + few;
            case 16 -> at + "duplicate-execution " + few;
            case 17 -> span + "connection-limit " + dice.nextInt(2) + ' ' + path;
            default -> at + "drop answer.subscribe " + few;
        };
    }

    private static String pick(SplittableRandom dice, String... from) {
        return from[dice.nextInt(from.length)];
    }

    /** The script, which {@link #parse} reads back. */
    @Override
    public String toString() {
        StringBuilder script = new StringBuilder();
        faults.forEach(fault -> script.append(fault).append('\n'));
        return script.toString();
    }
}
