package io.jaybit.simulator.feed;

import io.jaybit.simulator.exchange.Market;

/** The prices beyond which one can neither buy nor sell; a frame without {@code type}. */
final class PriceLimitTopic extends BeatTopic {
    private final MarketFeed feed;
    private long buyLimit;
    private long sellLimit;

    PriceLimitTopic(MarketFeed feed) {
        super("priceLimit." + feed.market().symbol(), feed.beat(), 300);
        this.feed = feed;
    }

    @Override
    void joined(Subscriber subscriber, boolean first) {
        if (first) {
            read();
        }
        subscriber.deliver(this, frame());
    }

    @Override
    void look() {
        if (read()) {
            publish(frame());
        }
    }

    private boolean read() {
        Market market = feed.market();
        boolean changed = buyLimit != market.buyLimit() || sellLimit != market.sellLimit();
        buyLimit = market.buyLimit();
        sellLimit = market.sellLimit();
        return changed;
    }

    private byte[] frame() {
        FrameWriter to = feed.writer().clear().raw("{\"topic\":\"").raw(name());
        to.raw("\",\"data\":{\"symbol\":\"").raw(feed.market().symbol()).raw("\",\"buyLmt\":\"");
        feed.figures().price(buyLimit, to);
        to.raw("\",\"sellLmt\":\"");
        feed.figures().price(sellLimit, to);
        return to.raw("\"},\"ts\":").number(now()).raw('}').frame();
    }
}
