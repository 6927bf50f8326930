package io.jaybit.simulator.feed;

import io.jaybit.simulator.exchange.Account;
import io.jaybit.simulator.exchange.Category;
import io.jaybit.simulator.exchange.ExecType;
import io.jaybit.simulator.exchange.Execution;
import io.jaybit.simulator.exchange.Market;
import io.jaybit.simulator.exchange.Order;
import io.jaybit.simulator.wire.JsonText;
import java.util.ArrayList;
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

    private final Map<String, Row> spreadOrders = new LinkedHashMap<>();
    private final List<Row> executions = new ArrayList<>();
    /** Executions of combinations, and those of their legs. */
    private final List<Row> combinations = new ArrayList<>();

    private final List<Row> legs = new ArrayList<>();
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
        Market market = order.market();
        boolean spread = market.category() == Category.SPREAD;
        if (!spread && isHeard(PrivateChannel.ORDER)) {
            add(orders, order, OrderRow.of(order));
        }
        if ((spread || order.combination() != null) && isHeard(PrivateChannel.SPREAD_ORDER)) {
            add(spreadOrders, order, SpreadRow.order(order));
        }
        position(market, order.request().positionIdx());
    }

    /** Only its last word of a status counts, at the place of that word. */
    private void add(Map<String, Row> to, Order order, String json) {
        String key = order.id() + order.status();
        to.remove(key);
        to.put(key, row(order.market(), json));
        feeds.hasNews(this);
    }

    private static Row row(Market market, String json) {
        return new Row(market.category(), market.symbol(), json);
    }

    void execution(Execution execution) {
        Market market = execution.order().market();
        boolean spread = market.category() == Category.SPREAD;
        if (!spread && isHeard(PrivateChannel.EXECUTION)) {
            executions.add(row(market, ExecutionRow.of(feeds.exchange(), execution)));
            feeds.hasNews(this);
        }
        if ((spread || !execution.parentId().isEmpty()) && isHeard(PrivateChannel.SPREAD_EXECUTION)) {
            (spread ? combinations : legs).add(row(market, SpreadRow.execution(execution)));
            feeds.hasNews(this);
        }
        if (!spread && execution.type() == ExecType.TRADE && isHeard(PrivateChannel.EXECUTION_FAST)) {
            fast.add(row(market, ExecutionRow.fast(execution)));
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
        add(rows, PrivateChannel.ORDER, List.copyOf(orders.values()));
        add(rows, PrivateChannel.SPREAD_ORDER, List.copyOf(spreadOrders.values()));
        add(rows, PrivateChannel.EXECUTION, List.copyOf(executions));
        add(rows, PrivateChannel.SPREAD_EXECUTION, List.copyOf(combinations));
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
        spreadOrders.clear();
        executions.clear();
        combinations.clear();
        fast.clear();
        positions.clear();
        coins.clear();
        if (!rows.isEmpty()) {
            sealed.add(new Batch(rows));
        }
        // In a frame of their own, after that of their combinations.
        if (!legs.isEmpty()) {
            sealed.add(new Batch(Map.of(PrivateChannel.SPREAD_EXECUTION, List.copyOf(legs))));
            legs.clear();
        }
    }

    private static void add(Map<PrivateChannel, List<Row>> to, PrivateChannel channel, List<Row> rows) {
        if (!rows.isEmpty()) {
            to.put(channel, rows);
        }
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
