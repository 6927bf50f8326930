package io.jaybit.simulator.feed;

import io.jaybit.simulator.exchange.Category;
import io.jaybit.simulator.exchange.Timeline;
import io.jaybit.simulator.exchange.Trade;
import java.util.ArrayList;
import java.util.List;

/**
 * Public trades as they happen: those of one command in one frame, 1,024 at most. Of options one topic tells of all of a coin.
 *
 * <p>Venue page: <a href="https://bybit-exchange.github.io/docs/v5/websocket/public/trade">Trade</a>.
 */
final class TradeTopic extends FeedTopic {
    private static final int MOST = 1_024;

    private final Category category;
    private final Timeline timeline;
    private final FrameWriter writer;
    private final List<Trade> gathered = new ArrayList<>();
    private final List<MarketFeed> feeds = new ArrayList<>();

    TradeTopic(String name, Category category, Timeline timeline, FrameWriter writer) {
        super(name);
        this.category = category;
        this.timeline = timeline;
        this.writer = writer;
    }

    @Override
    void joined(Subscriber subscriber, boolean first) {
        // Nothing of what was: the frames hold new trades only.
    }

    void add(Trade trade, MarketFeed feed) {
        if (hasSubscribers()) {
            gathered.add(trade);
            feeds.add(feed);
        }
    }

    void settled() {
        if (gathered.isEmpty()) {
            return;
        }
        for (int from = 0; from < gathered.size(); from += MOST) {
            publish(frame(from, Math.min(gathered.size(), from + MOST)));
        }
        gathered.clear();
        feeds.clear();
    }

    private byte[] frame(int from, int to) {
        long now = timeline.now();
        writer.clear().raw("{\"topic\":\"").raw(name());
        if (category == Category.LINEAR || category == Category.INVERSE) {
            writer.raw("\",\"type\":\"snapshot\",\"ts\":").number(now);
        } else {
            writer.raw("\",\"ts\":").number(now).raw(",\"type\":\"snapshot\"");
        }
        if (category == Category.OPTION) {
            writer.raw(",\"id\":\"")
                    .raw(name())
                    .raw('-')
                    .number(gathered.get(to - 1).seq());
            writer.raw('-').number(now).raw('"');
        }
        writer.raw(",\"data\":[");
        for (int i = from; i < to; i++) {
            writer.raw(i == from ? "{" : ",{");
            write(gathered.get(i), feeds.get(i));
            writer.raw('}');
        }
        return writer.raw("]}").frame();
    }

    private void write(Trade trade, MarketFeed feed) {
        switch (category) {
            case LINEAR, INVERSE, SPREAD -> writeFuture(trade, feed);
            case SPOT, OPTION -> writeSpot(trade, feed);
        }
    }

    private void writeFuture(Trade trade, MarketFeed feed) {
        writer.raw("\"T\":").number(trade.epochMillis());
        writer.raw(",\"s\":\"").raw(trade.market().symbol());
        writer.raw("\",\"S\":\"").raw(trade.takerSide().text());
        writer.raw("\",\"v\":\"");
        feed.figures().size(trade.size(), writer);
        writer.raw("\",\"p\":\"");
        feed.figures().price(trade.price(), writer);
        writer.raw("\",\"L\":\"").raw(trade.tickDirection());
        writer.raw("\",\"i\":\"").raw(trade.id()).raw('"');
        if (category != Category.SPREAD) {
            writer.raw(",\"BT\":").raw(Boolean.toString(trade.block()));
            writer.raw(",\"RPI\":").raw(Boolean.toString(trade.rpi()));
        }
        writer.raw(",\"seq\":").number(trade.seq());
    }

    private void writeSpot(Trade trade, MarketFeed feed) {
        writer.raw("\"i\":\"").raw(trade.id());
        writer.raw("\",\"T\":").number(trade.epochMillis());
        writer.raw(",\"p\":\"");
        feed.figures().price(trade.price(), writer);
        writer.raw("\",\"v\":\"");
        feed.figures().size(trade.size(), writer);
        writer.raw("\",\"S\":\"").raw(trade.takerSide().text());
        writer.raw("\",\"seq\":").number(trade.seq());
        writer.raw(",\"s\":\"").raw(trade.market().symbol());
        writer.raw("\",\"BT\":").raw(Boolean.toString(trade.block()));
        if (category == Category.SPOT) {
            writer.raw(",\"RPI\":").raw(Boolean.toString(trade.rpi()));
        } else {
            writeOption(trade, feed);
        }
    }

    private void writeOption(Trade trade, MarketFeed feed) {
        OptionPrices prices = feed.optionPrices();
        long mark = trade.market().markPrice();
        writer.raw(",\"mP\":\"");
        feed.figures().price(mark, writer);
        writer.raw("\",\"iP\":\"").raw(prices.index().toPlainString());
        writer.raw("\",\"mIv\":\"").raw(prices.volatilityText(mark));
        writer.raw("\",\"iv\":\"").raw(prices.volatilityText(trade.price())).raw('"');
    }
}
