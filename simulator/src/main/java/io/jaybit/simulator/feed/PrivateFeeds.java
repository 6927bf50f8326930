package io.jaybit.simulator.feed;

import io.jaybit.simulator.exchange.Account;
import io.jaybit.simulator.exchange.Exchange;
import io.jaybit.simulator.exchange.ExchangeListener;
import io.jaybit.simulator.exchange.Execution;
import io.jaybit.simulator.exchange.Ids;
import io.jaybit.simulator.exchange.Market;
import io.jaybit.simulator.exchange.Order;
import io.jaybit.simulator.exchange.Position;
import io.jaybit.simulator.exchange.Timeline;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The private topics of every account that somebody may log in with. Confined to the exchange's thread.
 *
 * <p>A command's pushes are given to the timeline and leave as soon as it goes on, so that the answer to the command can come first.
 * Topics have no snapshot. Nothing is rendered for whom nobody listens.
 */
public final class PrivateFeeds implements PrivateBoard, ExchangeListener {
    /** In which order a command's pushes come; the venue promises none. */
    public static final List<PrivateChannel> USUAL_ORDER = List.of(
            PrivateChannel.EXECUTION_FAST,
            PrivateChannel.EXECUTION,
            PrivateChannel.ORDER,
            PrivateChannel.SPREAD_EXECUTION,
            PrivateChannel.SPREAD_ORDER,
            PrivateChannel.POSITION,
            PrivateChannel.WALLET,
            PrivateChannel.GREEKS);

    /** Topics of what cannot be done here. */
    private static final Set<String> SILENT = Set.of("strategy", "rfq.open.rfqs", "rfq.open.quotes", "rfq.open.trades");

    private final Exchange exchange;
    private final Timeline timeline;
    private final Ids ids;
    private final List<PrivateChannel> order;
    private final Map<Account, AccountFeed> feeds = new LinkedHashMap<>();
    /** Those of whom the running command has told something. */
    private final Set<AccountFeed> touched = new LinkedHashSet<>();
    /** Those with something to tell, once time goes on. */
    private final Set<AccountFeed> waiting = new LinkedHashSet<>();

    private long frames = 149_260_954_383L;

    /**
     * Listens to the exchange from now on.
     *
     * @param ids names of frames; not the exchange's own, whose names would then depend on who listens
     * @param order of a command's pushes: every channel once
     */
    public PrivateFeeds(Exchange exchange, Ids ids, List<PrivateChannel> order) {
        if (order.size() != PrivateChannel.values().length
                || !EnumSet.allOf(PrivateChannel.class).equals(EnumSet.copyOf(order))) {
            throw new IllegalArgumentException("not every channel once: " + order);
        }
        this.exchange = exchange;
        this.timeline = exchange.timeline();
        this.ids = ids;
        this.order = List.copyOf(order);
        exchange.listen(this);
    }

    @Override
    public @Nullable Topic find(Account account, String name) {
        if (account.isSilent()) {
            return null;
        }
        if (SILENT.contains(name)) {
            return feed(account).silent(name);
        }
        PrivateChannel channel = PrivateChannel.ofTopic(name).orElse(null);
        return channel == null ? null : feed(account).topic(channel, name);
    }

    private AccountFeed feed(Account account) {
        return feeds.computeIfAbsent(account, key -> new AccountFeed(this, account));
    }

    @Override
    public void onOrder(Order changed) {
        AccountFeed feed = feeds.get(changed.account());
        if (feed != null) {
            feed.order(changed);
        }
    }

    @Override
    public void onExecution(Execution execution) {
        AccountFeed feed = feeds.get(execution.account());
        if (feed != null) {
            feed.execution(execution);
        }
    }

    @Override
    public void onPosition(Position position) {
        AccountFeed feed = feeds.get(position.account());
        if (feed != null) {
            feed.position(position.market(), position.idx());
        }
    }

    @Override
    public void onWallet(Account account, String coin) {
        AccountFeed feed = feeds.get(account);
        if (feed != null) {
            feed.wallet(coin);
        }
    }

    @Override
    public void onSettled(Market market) {
        touched.forEach(AccountFeed::seal);
        touched.clear();
    }

    void hasNews(AccountFeed feed) {
        touched.add(feed);
        if (waiting.isEmpty()) {
            timeline.after(0, this::tell);
        }
        waiting.add(feed);
    }

    private void tell() {
        touched.forEach(AccountFeed::seal);
        touched.clear();
        List<AccountFeed> now = new ArrayList<>(waiting);
        waiting.clear();
        now.forEach(feed -> feed.tell(order));
    }

    Exchange exchange() {
        return exchange;
    }

    long nextNumber() {
        return frames++;
    }

    String nextUuid() {
        return ids.uuid();
    }

    long now() {
        return timeline.now();
    }
}
