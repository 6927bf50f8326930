package io.jaybit.simulator;

import io.jaybit.simulator.agents.Population;
import io.jaybit.simulator.desk.AccountDesk;
import io.jaybit.simulator.desk.ApiKey;
import io.jaybit.simulator.desk.ApiKeys;
import io.jaybit.simulator.desk.DisconnectProtection;
import io.jaybit.simulator.desk.IpLimit;
import io.jaybit.simulator.desk.MarketDesk;
import io.jaybit.simulator.desk.VenueClock;
import io.jaybit.simulator.exchange.Account;
import io.jaybit.simulator.exchange.Exchange;
import io.jaybit.simulator.exchange.Ids;
import io.jaybit.simulator.exchange.Listing;
import io.jaybit.simulator.exchange.Market;
import io.jaybit.simulator.exchange.Timeline;
import io.jaybit.simulator.feed.Maintenance;
import io.jaybit.simulator.feed.PrivateFeeds;
import io.jaybit.simulator.feed.PublicFeeds;
import io.jaybit.simulator.venue.FaultReach;
import io.jaybit.simulator.venue.Truth;
import io.jaybit.simulator.venue.Venue;
import io.jaybit.simulator.venue.VenueParts;
import java.math.BigDecimal;
import java.security.PublicKey;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A whole exchange without sockets: markets, traders, accounts, streams and REST, all moved by one timeline. Confined to the thread
 * that advances it; {@link ExchangeServer} gives it sockets and a clock.
 *
 * <p>The same configuration and start give the same exchange, to the byte of every frame, as long as its clients do the same.
 */
public final class SimulatedExchange {
    /** What every account begins with. */
    private static final Map<String, String> FUNDS =
            new TreeMap<>(Map.of("USDT", "1000000", "USDC", "1000000", "BTC", "10", "ETH", "100", "SOL", "1000"));

    private static final List<String> ACCOUNTS = List.of("alice", "bob", "carol");

    private final Exchange exchange;
    private final PublicFeeds feeds;
    private final ApiKeys keys = new ApiKeys();
    private final Ids secrets;
    private final DisconnectProtection protection;
    private final Venue venue;
    private final Truth truth;
    private final @Nullable Population population;
    private long maintainedFrom;

    private SimulatedExchange(ExchangeConfig config, long startEpochMillis) {
        List<Listing> listings = config.listings(startEpochMillis);
        long seed = config.seed();
        exchange = new Exchange(
                new Timeline(startEpochMillis),
                new Ids(seed),
                listings.stream().map(Listing::instrument).toList());
        feeds = new PublicFeeds(exchange);
        // Names that depend on what clients do come from sources of their own: nothing else changes by them.
        secrets = new Ids(seed + 1);
        IpLimit ipLimit = new IpLimit();
        VenueClock clock = new VenueClock(exchange.timeline());
        protection = new DisconnectProtection(exchange);
        AccountDesk accounts = new AccountDesk(exchange, keys, ipLimit, protection, new Ids(seed + 2), clock);
        PrivateFeeds privateFeeds = new PrivateFeeds(exchange, new Ids(seed + 4), PrivateFeeds.USUAL_ORDER);
        VenueParts parts = new VenueParts(
                feeds,
                privateFeeds,
                keys,
                accounts.trades(),
                List.of(new MarketDesk(exchange, feeds, ipLimit, clock), accounts),
                protection,
                reach());
        venue = new Venue(exchange.timeline(), config.venue(), parts, new Ids(seed + 5));
        clock.err(venue.faults()::skewMillis);
        truth = new Truth(exchange, venue);
        ACCOUNTS.forEach(this::openAccount);
        population = config.preset() == null ? null : Population.settle(exchange, listings, config.preset(), seed);
        if (population == null) {
            listings.forEach(this::setPrice);
        }
        venue.faults().begin(config.faults());
    }

    /** Opens its doors. */
    public static SimulatedExchange open(ExchangeConfig config, long startEpochMillis) {
        return new SimulatedExchange(config, startEpochMillis);
    }

    /** Where nobody makes a price, the list's stands. */
    private void setPrice(Listing listing) {
        Market market = Objects.requireNonNull(exchange.market(
                listing.instrument().category(), listing.instrument().symbol()));
        long price = Math.max(1, listing.startPrice());
        exchange.price(market, price, price);
    }

    /** Opens a funded account with a key of its own. */
    public ApiKey openAccount(String name) {
        return openAccount(name, "", secrets.token(36), null);
    }

    /** Opens a funded account whose owner signs with an RSA key. */
    public ApiKey openAccount(String name, PublicKey publicKey) {
        return openAccount(name, "", "", publicKey);
    }

    private ApiKey openAccount(String name, String key, String secret, @Nullable PublicKey publicKey) {
        Account account = exchange.openAccount(name);
        FUNDS.forEach((coin, amount) -> exchange.deposit(account, coin, new BigDecimal(amount)));
        ApiKey made = new ApiKey(key.isEmpty() ? secrets.token(18) : key, account, secret, publicKey);
        keys.add(made);
        protection.offer(account);
        return made;
    }

    private FaultReach reach() {
        return new FaultReach() {
            @Override
            public void restartFeeds() {
                feeds.restart();
            }

            @Override
            public void announceMaintenance(boolean ongoing) {
                long now = exchange.timeline().now();
                feeds.announce(new Maintenance(
                        "simulated-maintenance",
                        "maintenance",
                        ongoing ? "ongoing" : "completed",
                        ongoing ? now : maintainedFrom,
                        ongoing ? now + 60_000 : now,
                        List.of(1, 2, 3, 4, 5),
                        List.of(1, 2, 3, 4),
                        2));
                maintainedFrom = ongoing ? now : maintainedFrom;
            }
        };
    }

    public Exchange exchange() {
        return exchange;
    }

    /** What it publishes. */
    public PublicFeeds feeds() {
        return feeds;
    }

    /** Where clients come in. */
    public Venue venue() {
        return venue;
    }

    /** What it really holds and has sent. */
    public Truth truth() {
        return truth;
    }

    /** The keys it has given out, in the order in which their accounts were opened. */
    public List<ApiKey> keys() {
        return List.copyOf(keys.all());
    }

    /** Who trades beside the clients; null if nobody does. */
    public @Nullable Population population() {
        return population;
    }

    /** The venue's clock. */
    public Timeline timeline() {
        return exchange.timeline();
    }
}
