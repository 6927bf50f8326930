package io.jaybit.orders;

import io.jaybit.market.Category;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What is asked, how often, and how far back. Immutable.
 *
 * @param categories whose orders, fills and positions are kept; never spread
 * @param settleCoins of linear, which the venue answers by settle coin
 * @param every between the end of a round and the next one that nothing but time asks for
 * @param overlap how far before the last round fills and closed orders are asked again: the venue's lists may lag
 * @param lookBack how far back the first round of all goes
 * @param atOnce most questions without an answer
 * @param retryFirst rest after a failed question, doubled each time up to {@code retryLongest}
 */
public record ReconciliationPlan(
        Set<Category> categories,
        List<String> settleCoins,
        Duration every,
        Duration overlap,
        Duration lookBack,
        int atOnce,
        Duration retryFirst,
        Duration retryLongest) {
    public ReconciliationPlan {
        categories = Set.copyOf(categories);
        settleCoins = List.copyOf(settleCoins);
        List<String> problems = new ArrayList<>();
        if (categories.isEmpty() || categories.contains(Category.SPREAD)) {
            problems.add("categories must be some of spot, linear, inverse and option, are " + categories);
        }
        if (categories.contains(Category.LINEAR) && settleCoins.isEmpty()) {
            problems.add("linear needs at least one settle coin");
        }
        if (atOnce < 1) {
            problems.add("atOnce must be at least 1, is " + atOnce);
        }
        Map.of("every", every, "overlap", overlap, "lookBack", lookBack, "retryFirst", retryFirst)
                .forEach((name, value) -> {
                    if (value.isNegative() || value.isZero()) {
                        problems.add(name + " must be positive, is " + value);
                    }
                });
        if (retryLongest.compareTo(retryFirst) < 0) {
            problems.add("retryLongest must be at least retryFirst, is " + retryLongest + " against " + retryFirst);
        }
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException(String.join("; ", problems));
        }
    }

    /** All four categories, USDT and USDC, every minute. */
    public static ReconciliationPlan usual() {
        return of(Set.of(Category.SPOT, Category.LINEAR, Category.INVERSE, Category.OPTION));
    }

    /** Some categories, and else as usual. */
    public static ReconciliationPlan of(Set<Category> categories) {
        return new ReconciliationPlan(
                categories,
                List.of("USDT", "USDC"),
                Duration.ofMinutes(1),
                Duration.ofMinutes(2),
                Duration.ofDays(1),
                2,
                Duration.ofSeconds(1),
                Duration.ofSeconds(30));
    }

    /**
     * Everything a round asks, in this order: fills before positions, so that a fill is not taken for a drift.
     *
     * @param fromEpochMillis venue time from which on fills and closed orders are wanted
     */
    List<AccountQuestion> questions(long fromEpochMillis) {
        List<AccountQuestion> questions = new ArrayList<>();
        List<Category> ordered = categories.stream().sorted().toList();
        for (Category category : ordered) {
            for (String coin : coins(category)) {
                questions.add(new AccountQuestion.OpenOrders(category, coin));
            }
            questions.add(new AccountQuestion.ClosedOrders(category, fromEpochMillis));
            questions.add(new AccountQuestion.Executions(category, fromEpochMillis));
        }
        for (Category category : ordered) {
            if (category != Category.SPOT) {
                for (String coin : coins(category)) {
                    questions.add(new AccountQuestion.Positions(category, coin));
                }
            }
        }
        questions.add(new AccountQuestion.Wallet());
        return questions;
    }

    private List<String> coins(Category category) {
        return category == Category.LINEAR ? settleCoins : List.of("");
    }
}
