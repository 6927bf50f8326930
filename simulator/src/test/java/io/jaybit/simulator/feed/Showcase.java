package io.jaybit.simulator.feed;

import io.jaybit.simulator.exchange.Category;
import io.jaybit.simulator.exchange.Liquidation;
import io.jaybit.simulator.exchange.Listing;
import io.jaybit.simulator.exchange.Market;
import io.jaybit.simulator.exchange.Side;
import io.jaybit.simulator.wire.StreamPath;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** A few minutes in which every topic of one market of each kind tells something. */
final class Showcase {
    final FeedWorld world = new FeedWorld();
    private final List<Inbox> inboxes = new ArrayList<>();

    Showcase() {
        Random random = new Random(7);
        List<Market> markets = List.of(
                world.market(Category.LINEAR, "BTCUSDT"),
                world.market(Category.LINEAR, "BTCUSDT-25DEC26"),
                world.market(Category.INVERSE, "BTCUSD"),
                world.market(Category.SPOT, "BTCUSDT"),
                world.market(Category.OPTION, "BTC-25DEC26-90000-C-USDT"),
                world.market(Category.SPREAD, "SOLUSDT_SOL/USDT"));
        markets.forEach(market -> steps(random, market, 60));
        markets.forEach(this::joinAll);
        join(StreamPath.OPTION, "publicTrade.BTC");
        join(StreamPath.STATUS, "system.status");
        world.exchange.insure(markets.get(0), new BigDecimal("20352.32"));
        join(StreamPath.LINEAR, "insurance.USDT");
        join(StreamPath.LINEAR, "adlAlert.USDT");
        for (int i = 0; i < 70; i++) {
            for (Market market : markets) {
                steps(random, market, 4);
                world.exchange.price(market, market.markPrice() + random.nextInt(3) - 1, market.indexPrice() + 1);
                if (market.category() != Category.OPTION && market.category() != Category.SPREAD) {
                    world.feeds.retailQuote(market, Side.BUY, market.bids().price(0) - i, 1_000);
                }
            }
            world.run(1_000);
        }
        Market linear = markets.get(0);
        world.exchange.insure(linear, BigDecimal.TEN);
        world.feeds.onLiquidation(new Liquidation(linear, Side.BUY, 20, 645_000, world.timeline.now()));
        world.feeds.announce(new Maintenance(
                "4d95b2a0-587f-11f0-bcc9-56f28c94d6ea",
                "maintenance",
                "scheduled",
                1_784_990_000_000L,
                1_784_993_600_000L,
                List.of(2, 3, 4, 5),
                List.of(1, 2),
                1));
        world.run(2_000);
    }

    private void joinAll(Market market) {
        StreamPath path = StreamPath.parse(market.category().text()).orElseThrow();
        BookKind.of(market.category()).forEach(kind -> join(path, "orderbook." + kind.text() + "." + market.symbol()));
        for (String kind :
                List.of("publicTrade", "tickers", "kline.1", "kline.5", "kline.D", "allLiquidation", "priceLimit")) {
            String name = kind + "." + market.symbol();
            if (world.feeds.find(path, name) != null) {
                join(path, name);
            }
        }
    }

    private void join(StreamPath path, String name) {
        inboxes.add(world.join(path, name));
    }

    private void steps(Random random, Market market, int count) {
        long centre = world.listings.stream()
                .filter(listing -> listing.instrument() == market.instrument())
                .mapToLong(Listing::startPrice)
                .findFirst()
                .orElseThrow();
        for (int i = 0; i < count; i++) {
            world.step(random, market, centre, 8);
        }
    }

    /** Everything that was delivered. */
    List<String> frames() {
        return inboxes.stream().flatMap(inbox -> inbox.frames.stream()).toList();
    }
}
