package io.jaybit.foreign;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What somebody knows of an account: a line for each order, fill, position and coin, in which equal numbers are equal texts. Confined to one
 * thread.
 */
final class Story {
    /** The venue tells averages with eight decimals. */
    private static final BigDecimal UNIT_OF_AVERAGES = new BigDecimal("0.00000001");

    private static final String NOTHING = "nothing";

    private final String teller;
    private final Map<String, String> lines = new TreeMap<>();
    private final Map<String, BigDecimal> averages = new TreeMap<>();

    /** @param teller for messages: {@code ours} */
    Story(String teller) {
        this.teller = teller;
    }

    /**
     * Where an order stands.
     *
     * @param average zero where nothing was filled
     */
    void order(
            String id,
            String link,
            String side,
            String status,
            BigDecimal qty,
            BigDecimal price,
            BigDecimal filled,
            BigDecimal average) {
        String key = "order " + id;
        tell(
                key,
                link + ' ' + side + ' ' + plain(qty) + " at " + plain(price) + ' ' + status + ", filled "
                        + plain(filled));
        averages.put(key, average);
    }

    /** The states an order went through. */
    void course(String orderId, List<String> states) {
        tell("course of order " + orderId, String.join(" > ", states));
    }

    void fill(
            String execId,
            String orderId,
            String side,
            BigDecimal qty,
            BigDecimal price,
            BigDecimal fee,
            String feeCoin,
            boolean maker) {
        tell(
                "fill " + execId,
                "of " + orderId + ' ' + side + ' ' + plain(qty) + " at " + plain(price) + (maker ? " maker" : " taker")
                        + " fee " + plain(fee) + ' ' + feeCoin);
    }

    /** @param size negative for short; a flat position is none */
    void position(String symbol, String idx, BigDecimal size, BigDecimal entry) {
        if (size.signum() != 0) {
            tell("position " + symbol + ' ' + idx, plain(size) + " from " + plain(entry));
        }
    }

    void balance(String coin, BigDecimal amount, BigDecimal locked) {
        tell("balance " + coin, plain(amount) + ", locked " + plain(locked));
    }

    /** What is told twice must be told alike. */
    private void tell(String key, String line) {
        lines.merge(key, line, (one, other) -> one.equals(other) ? one : one + ", and also " + other);
    }

    /** Lines that only one of the two has, or has otherwise. */
    List<String> differences(Story other) {
        List<String> found = new ArrayList<>();
        Set<String> keys = new TreeSet<>(lines.keySet());
        keys.addAll(other.lines.keySet());
        for (String key : keys) {
            String mine = lines.getOrDefault(key, NOTHING);
            String its = other.lines.getOrDefault(key, NOTHING);
            if (!mine.equals(its)) {
                found.add(difference(key, mine, other, its));
            }
        }
        averages.forEach((key, mine) -> {
            BigDecimal its = other.averages.get(key);
            // Quotients, which the venue rounds twice.
            if (its != null && mine.subtract(its).abs().compareTo(UNIT_OF_AVERAGES) > 0) {
                found.add(difference("average of " + key, plain(mine), other, plain(its)));
            }
        });
        return found;
    }

    private String difference(String key, String mine, Story other, String its) {
        return key + "\n  " + teller + ": " + mine + "\n  " + other.teller + ": " + its;
    }

    /** How many lines there are of a kind: {@code order}, {@code fill}, {@code position}, {@code balance}. */
    long count(String kind) {
        return lines.keySet().stream().filter(key -> key.startsWith(kind + ' ')).count();
    }

    private static String plain(BigDecimal number) {
        return number.stripTrailingZeros().toPlainString();
    }
}
