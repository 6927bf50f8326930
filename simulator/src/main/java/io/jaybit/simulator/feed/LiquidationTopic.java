package io.jaybit.simulator.feed;

import io.jaybit.simulator.exchange.Liquidation;
import java.util.ArrayList;
import java.util.List;

/**
 * All liquidations of a market, twice a second.
 *
 * <p>Venue page: <a href="https://bybit-exchange.github.io/docs/v5/websocket/public/all-liquidation">All Liquidation</a>. {@code S} is
 * the side of the position, {@code p} its bankruptcy price.
 */
final class LiquidationTopic extends BeatTopic {
    private final MarketFeed feed;
    private final List<Liquidation> gathered = new ArrayList<>();

    LiquidationTopic(MarketFeed feed) {
        super("allLiquidation." + feed.market().symbol(), feed.beat(), 500);
        this.feed = feed;
    }

    void add(Liquidation liquidation) {
        if (hasSubscribers()) {
            gathered.add(liquidation);
            changed();
        } else {
            gathered.clear();
        }
    }

    @Override
    void joined(Subscriber subscriber, boolean first) {
        if (first) {
            gathered.clear();
        }
    }

    @Override
    void look() {
        if (gathered.isEmpty()) {
            return;
        }
        FrameWriter to = feed.writer().clear().raw("{\"topic\":\"").raw(name());
        to.raw("\",\"type\":\"snapshot\",\"ts\":").number(now()).raw(",\"data\":");
        char before = '[';
        for (Liquidation liquidation : gathered) {
            to.raw(before).raw("{\"T\":").number(liquidation.epochMillis());
            to.raw(",\"s\":\"").raw(feed.market().symbol());
            to.raw("\",\"S\":\"").raw(liquidation.liquidated().text());
            to.raw("\",\"v\":\"");
            feed.figures().size(liquidation.size(), to);
            to.raw("\",\"p\":\"");
            feed.figures().price(liquidation.bankruptcyPrice(), to);
            to.raw("\"}");
            before = ',';
        }
        gathered.clear();
        publish(to.raw("]}").frame());
    }
}
