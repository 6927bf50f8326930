package io.jaybit.feed;

import static org.assertj.core.api.Assertions.assertThat;

import io.jaybit.book.OrderBook;
import io.jaybit.market.AdlAlert;
import io.jaybit.market.BookUpdate;
import io.jaybit.market.InsurancePool;
import io.jaybit.market.Kline;
import io.jaybit.market.Liquidation;
import io.jaybit.market.PriceLimit;
import io.jaybit.market.SystemStatus;
import io.jaybit.market.Ticker;
import io.jaybit.market.TickerUpdate;
import io.jaybit.market.Topic;
import io.jaybit.market.Trade;
import java.util.ArrayList;
import java.util.List;

/** Writes down what a line says, in order. */
public final class RecordingLineListener implements LineListener {
    private final List<String> heard = new ArrayList<>();
    private final List<Notice> notices = new ArrayList<>();

    /** All that was heard since the last time, and nothing else. */
    public void assertExactly(String... expected) {
        assertThat(heard).containsExactly(expected);
        heard.clear();
    }

    public void clear() {
        heard.clear();
        notices.clear();
    }

    public List<Notice> notices() {
        return notices;
    }

    @Override
    public void onBook(OrderBook book, BookUpdate update, OrderBook.Outcome outcome) {
        heard.add("book " + update.updateId() + " " + outcome);
    }

    @Override
    public void onTicker(Ticker merged, TickerUpdate update) {
        heard.add("ticker " + merged.lastPrice() + " " + merged.markPrice());
    }

    @Override
    public void onTrade(Trade trade) {
        heard.add("trade " + trade.id());
    }

    @Override
    public void onLiquidation(Liquidation liquidation) {
        heard.add("liquidation " + liquidation.symbol());
    }

    @Override
    public void onKline(Kline kline) {
        heard.add("kline " + kline.symbol());
    }

    @Override
    public void onPriceLimit(PriceLimit limit) {
        heard.add("price limit " + limit.symbol());
    }

    @Override
    public void onInsurancePool(InsurancePool pool) {
        heard.add("insurance " + pool.topic());
    }

    @Override
    public void onAdlAlert(AdlAlert alert) {
        heard.add("adl " + alert.topic());
    }

    @Override
    public void onSystemStatus(SystemStatus status) {
        heard.add("status " + status.id());
    }

    @Override
    public void onNotice(Notice notice) {
        notices.add(notice);
        if (notice instanceof Notice.Gap gap) {
            heard.add("gap expected " + gap.expected() + " found " + gap.found());
        } else if (notice instanceof Notice.BookStatusChanged change) {
            heard.add(change.topic() + " " + change.previous() + " -> " + change.status() + " " + change.reason());
        } else {
            heard.add(notice.getClass().getSimpleName());
        }
    }

    @Override
    public void onFullSnapshotWanted(Topic topic, long nowEpochNanos) {
        heard.add("wants " + topic);
    }
}
