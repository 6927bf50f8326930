package io.jaybit.station.pipeline;

import io.jaybit.book.BookView;
import io.jaybit.market.Decimal;
import io.jaybit.market.Kline;
import io.jaybit.market.Liquidation;
import io.jaybit.market.MarketEvent;
import io.jaybit.market.Notional;
import io.jaybit.market.Ticker;
import io.jaybit.market.TickerField;
import io.jaybit.market.Topic;
import io.jaybit.market.Trade;
import org.jspecify.annotations.Nullable;

/**
 * The fields of each event in their order: what scripts depend on. More may follow at the end; these stay. Prices and sizes are
 * plain decimal strings, times are epoch milliseconds.
 */
final class EventRows {
    private EventRows() {}

    /** A book that is not live shows no price. */
    static Row.Builder book(BookView book) {
        boolean bid = book.isLive() && book.bidCount() > 0;
        boolean ask = book.isLive() && book.askCount() > 0;
        Row.Builder row = Row.of("book")
                .text("category", book.symbol().category().text())
                .text("symbol", book.symbol().name())
                .number("depth", depthOf(book.topic()))
                .text("status", book.status().name())
                .number("time", book.exchangeEpochMillis())
                .number("received", millis(book.receivedEpochNanos()))
                .number("u", book.hasUpdateId() ? book.updateId() : 0)
                .decimal("bidPrice", bid ? book.bidPrice(0) : null)
                .decimal("bidSize", bid ? book.bidSize(0) : null)
                .decimal("askPrice", ask ? book.askPrice(0) : null)
                .decimal("askSize", ask ? book.askSize(0) : null)
                .text(
                        "reason",
                        book.staleReason() == null ? null : book.staleReason().name());
        return row.flag("sequenceUnverified", book.sequenceUnverified());
    }

    static Row.Builder trade(Trade trade, @Nullable Notional notional) {
        return Row.of("trade")
                .text("category", trade.symbol().category().text())
                .text("symbol", trade.symbol().name())
                .number("time", trade.exchangeEpochMillis())
                .number("received", received(trade))
                .text("side", trade.takerSide().text())
                .decimal("price", trade.price())
                .decimal("size", trade.size())
                .decimal("notional", notional == null ? null : notional.amount())
                .text("notionalCurrency", notional == null ? null : notional.currency())
                .text("id", trade.id().toString())
                .number("seq", trade.seq())
                .flag("block", trade.block())
                .flag("rpi", trade.rpi());
    }

    static Row.Builder liquidation(Liquidation liquidation, @Nullable Notional notional) {
        return Row.of("liquidation")
                .text("category", liquidation.symbol().category().text())
                .text("symbol", liquidation.symbol().name())
                .number("time", liquidation.exchangeEpochMillis())
                .number("received", received(liquidation))
                .text("liquidated", liquidation.liquidated().text())
                .decimal("bankruptcyPrice", liquidation.bankruptcyPrice())
                .decimal("size", liquidation.size())
                .decimal("notional", notional == null ? null : notional.amount())
                .text("notionalCurrency", notional == null ? null : notional.currency());
    }

    static Row.Builder ticker(Ticker ticker) {
        return Row.of("ticker")
                .text("category", ticker.symbol().category().text())
                .text("symbol", ticker.symbol().name())
                .number("time", ticker.exchangeEpochMillis())
                .number("received", received(ticker))
                .decimal("lastPrice", sent(ticker, TickerField.LAST_PRICE))
                .decimal("change24h", sent(ticker, TickerField.PRICE_24H_PCNT))
                .decimal("markPrice", sent(ticker, TickerField.MARK_PRICE))
                .decimal("indexPrice", sent(ticker, TickerField.INDEX_PRICE))
                .decimal("bidPrice", text(ticker.bidPrice()))
                .decimal("bidSize", text(ticker.bidSize()))
                .decimal("askPrice", text(ticker.askPrice()))
                .decimal("askSize", text(ticker.askSize()))
                .decimal("turnover24h", sent(ticker, TickerField.TURNOVER_24H))
                .decimal("volume24h", sent(ticker, TickerField.VOLUME_24H))
                .decimal("openInterest", sent(ticker, TickerField.OPEN_INTEREST))
                .decimal("fundingRate", sent(ticker, TickerField.FUNDING_RATE))
                .decimal("fundingIntervalHours", sent(ticker, TickerField.FUNDING_INTERVAL_HOUR))
                .number("nextFunding", ticker.nextFundingEpochMillis());
    }

    static Row.Builder kline(Kline kline) {
        return Row.of("kline")
                .text("category", kline.symbol().category().text())
                .text("symbol", kline.symbol().name())
                .text("interval", kline.interval())
                .number("start", kline.startEpochMillis())
                .number("end", kline.endEpochMillis())
                .decimal("open", kline.open())
                .decimal("high", kline.high())
                .decimal("low", kline.low())
                .decimal("close", kline.close())
                .decimal("volume", kline.volume())
                .decimal("turnover", kline.turnover())
                .flag("confirmed", kline.confirmed())
                .number("time", kline.exchangeEpochMillis())
                .number("received", received(kline));
    }

    static long depthOf(Topic topic) {
        String argument = topic.argument();
        return argument.isEmpty() ? 0 : Long.parseLong(argument);
    }

    /** A file that does not tell when a frame was received gives the time of its push. */
    static long received(MarketEvent event) {
        long nanos = event.receivedEpochNanos();
        return nanos == 0 ? event.pushedEpochMillis() : millis(nanos);
    }

    static long millis(long epochNanos) {
        return Math.floorDiv(epochNanos, 1_000_000L);
    }

    private static @Nullable String sent(Ticker ticker, TickerField field) {
        String text = ticker.text(field);
        return text == null || text.isEmpty() ? null : text;
    }

    private static @Nullable String text(@Nullable Decimal value) {
        return value == null ? null : value.toString();
    }
}
