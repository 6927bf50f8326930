package io.jaybit.simulator.feed;

import io.jaybit.simulator.exchange.Account;
import io.jaybit.simulator.exchange.Category;
import io.jaybit.simulator.exchange.ExecType;
import io.jaybit.simulator.exchange.Execution;
import io.jaybit.simulator.exchange.Market;
import io.jaybit.simulator.exchange.Order;
import io.jaybit.simulator.wire.JsonText;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * One account's topics. What a command does is collected, and told in one frame for each topic: several fills of a match, both legs
 * of hedge mode.
 */
final class AccountFeed {
    private final PrivateFeeds feeds;
    private final Account account;
    private final Map<String, AccountTopic> topics = new LinkedHashMap<>();
    private final Map<PrivateChannel, List<AccountTopic>> byChannel = new EnumMap<>(PrivateChannel.class);

    /** What the running command has done so far. */
    private final Map<String, Row> orders = new LinkedHashMap<>();

    private final List<Row> executions = new ArrayList<>();
    private final List<Row> fast = new ArrayList<>();
    private final Set<Leg> positions = new LinkedHashSet<>();
    private final Set<String> coins = new LinkedHashSet<>();
    /** What earlier commands did and was not yet told. */
    private final List<Batch> sealed = new ArrayList<>();

    /** Where a position is, or could be. */
    private record Leg(Market market, int idx) {}

    /** A line of {@code data}. */
    private record Row(Category category, String symbol, String json) {}

    /** What one command did, by channel. */
    private record Batch(Map<PrivateChannel, List<Row>> rows) {}

    AccountFeed(PrivateFeeds feeds, Account account) {
        this.feeds = feeds;
        this.account = account;
    }

    AccountTopic topic(PrivateChannel channel, String name) {
        return topics.computeIfAbsent(name, key -> {
            AccountTopic topic = new AccountTopic(name);
            byChannel.computeIfAbsent(channel, none -> new ArrayList<>()).add(topic);
            return topic;
        });
    }

    AccountTopic silent(String name) {
        return topics.computeIfAbsent(name, AccountTopic::new);
    }

    void order(Order order) {
        Category category = order.market().category();
        PrivateChannel channel = category == Category.SPREAD ? PrivateChannel.SPREAD_ORDER : PrivateChannel.ORDER;
        if (isHeard(channel)) {
            String json = category == Category.SPREAD ? SpreadRow.order(order) : OrderRow.of(order);
            // Only its last word of a status counts, at the place of that word.
            String key = order.id() + order.status();
            orders.remove(key);
            orders.put(key, new Row(category, order.market().symbol(), json));
            feeds.hasNews(this);
        }
        position(order.market(), order.request().positionIdx());
    }

    void execution(Execution execution) {
        Market market = execution.order().market();
        Category category = market.category();
        PrivateChannel channel =
                category == Category.SPREAD ? PrivateChannel.SPREAD_EXECUTION : PrivateChannel.EXECUTION;
        if (isHeard(channel)) {
            String json = category == Category.SPREAD
                    ? SpreadRow.execution(execution)
                    : ExecutionRow.of(feeds.exchange(), execution);
            executions.add(new Row(category, market.symbol(), json));
            feeds.hasNews(this);
        }
        if (category != Category.SPREAD
                && execution.type() == ExecType.TRADE
                && isHeard(PrivateChannel.EXECUTION_FAST)) {
            fast.add(new Row(category, market.symbol(), ExecutionRow.fast(execution)));
            feeds.hasNews(this);
        }
    }

    /** Told after every order on it, even if nothing has changed and there never was one. */
    void position(Market market, int idx) {
        if (market.category().hasPositions() && (isHeard(PrivateChannel.POSITION) || isHeard(PrivateChannel.GREEKS))) {
            positions.add(new Leg(market, idx));
            feeds.hasNews(this);
        }
    }

    void wallet(String coin) {
        if (isHeard(PrivateChannel.WALLET)) {
            coins.add(coin);
            feeds.hasNews(this);
        }
    }

    private boolean isHeard(PrivateChannel channel) {
        for (AccountTopic topic : byChannel.getOrDefault(channel, List.of())) {
            if (topic.hasSubscribers()) {
                return true;
            }
        }
        return false;
    }

    /** The command is done: what it did is told together. */
    void seal() {
        Map<PrivateChannel, List<Row>> rows = new EnumMap<>(PrivateChannel.class);
        add(rows, PrivateChannel.ORDER, ofSpread(orders.values(), false));
        add(rows, PrivateChannel.SPREAD_ORDER, ofSpread(orders.values(), true));
        add(rows, PrivateChannel.EXECUTION, ofSpread(executions, false));
        add(rows, PrivateChannel.SPREAD_EXECUTION, ofSpread(executions, true));
        add(rows, PrivateChannel.EXECUTION_FAST, List.copyOf(fast));
        add(rows, PrivateChannel.POSITION, positionRows());
        add(rows, PrivateChannel.GREEKS, greekRows());
        if (!coins.isEmpty()) {
            add(
                    rows,
                    PrivateChannel.WALLET,
                    List.of(new Row(
                            Category.LINEAR, "", WalletRow.of(feeds.exchange().margin(), account, coins))));
        }
        orders.clear();
        executions.clear();
        fast.clear();
        positions.clear();
        coins.clear();
        if (!rows.isEmpty()) {
            sealed.add(new Batch(rows));
        }
    }

    private static void add(Map<PrivateChannel, List<Row>> to, PrivateChannel channel, List<Row> rows) {
        if (!rows.isEmpty()) {
            to.put(channel, rows);
        }
    }

    private static List<Row> ofSpread(Collection<Row> rows, boolean spread) {
        return rows.stream()
                .filter(row -> (row.category() == Category.SPREAD) == spread)
                .toList();
    }

    /** In hedge mode a leg does not come without the other. */
    private List<Row> positionRows() {
        Set<Leg> all = new LinkedHashSet<>();
        for (Leg leg : positions) {
            if (leg.idx() == 0) {
                all.add(leg);
            } else {
                all.add(new Leg(leg.market(), 1));
                all.add(new Leg(leg.market(), 2));
            }
        }
        return all.stream()
                .map(leg -> new Row(
                        leg.market().category(),
                        leg.market().symbol(),
                        PositionRow.of(feeds.exchange(), account, leg.market(), leg.idx())))
                .toList();
    }

    private List<Row> greekRows() {
        return positions.stream()
                .filter(leg -> leg.market().category() == Category.OPTION)
                .map(leg -> leg.market().instrument().baseCoin())
                .distinct()
                .map(coin -> new Row(
                        Category.OPTION,
                        coin,
                        Greeks.of(feeds.exchange(), account, coin).row(coin)))
                .toList();
    }

    /** Tells what was sealed, channel by channel in the given order. */
    void tell(List<PrivateChannel> order) {
        List<Batch> told = List.copyOf(sealed);
        sealed.clear();
        for (Batch batch : told) {
            for (PrivateChannel channel : order) {
                List<Row> rows = batch.rows().get(channel);
                if (rows != null) {
                    tell(channel, rows);
                }
            }
        }
    }

    private void tell(PrivateChannel channel, List<Row> rows) {
        for (AccountTopic topic : byChannel.getOrDefault(channel, List.of())) {
            List<Row> own = rows.stream()
                    .filter(row -> channel.tells(topic.name(), row.category()))
                    .toList();
            if (topic.hasSubscribers() && !own.isEmpty()) {
                topic.publish(frame(channel, topic.name(), own));
            }
        }
    }

    private byte[] frame(PrivateChannel channel, String topic, List<Row> rows) {
        JsonText text = new JsonText().begin();
        switch (channel) {
            case ORDER, EXECUTION, SPREAD_ORDER, SPREAD_EXECUTION ->
                text.text("topic", topic)
                        .text("id", account.number() + "_" + rows.get(0).symbol() + "_" + feeds.nextNumber());
            case POSITION, WALLET, GREEKS ->
                text.text("id", account.number() + feeds.nextUuid()).text("topic", topic);
            case EXECUTION_FAST -> text.text("topic", topic);
        }
        text.number("creationTime", feeds.now()).array("data");
        rows.forEach(row -> text.raw(row.json()));
        return text.endArray().end().bytes();
    }
}
