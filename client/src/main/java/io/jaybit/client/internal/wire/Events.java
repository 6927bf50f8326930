package io.jaybit.client.internal.wire;

import io.jaybit.feed.MarketSink;
import io.jaybit.market.AdlAlert;
import io.jaybit.market.BookUpdate;
import io.jaybit.market.Category;
import io.jaybit.market.Channel;
import io.jaybit.market.InsurancePool;
import io.jaybit.market.Kline;
import io.jaybit.market.Liquidation;
import io.jaybit.market.MarketEvent;
import io.jaybit.market.PriceLimit;
import io.jaybit.market.Symbol;
import io.jaybit.market.SystemStatus;
import io.jaybit.market.TickerUpdate;
import io.jaybit.market.Topic;
import io.jaybit.market.TopicKind;
import io.jaybit.market.Trade;
import java.util.ArrayList;
import java.util.List;

/** What a frame held, collected until all of it is read. Reused for each frame; confined to the thread that decodes. */
final class Events {
    /** Only to have something before the first frame. */
    private static final Topic NO_TOPIC = Topic.of(Channel.LINEAR, "none");

    private static final Symbol NO_SYMBOL = new Symbol(Category.LINEAR, "none");

    final BookUpdate book = new BookUpdate(NO_TOPIC, NO_SYMBOL);
    final TickerUpdate ticker = new TickerUpdate(NO_TOPIC, NO_SYMBOL);
    /** Of one frame, hence all of one kind. */
    final List<MarketEvent> others = new ArrayList<>();

    /** The frame's {@code ts}; 0 if it has none. */
    long pushedEpochMillis;

    void clear() {
        others.clear();
        pushedEpochMillis = 0;
    }

    void emit(TopicKind kind, MarketSink sink) {
        switch (kind) {
            case ORDER_BOOK, FULL_ORDER_BOOK, RPI_ORDER_BOOK -> sink.onBook(book);
            case TICKER -> sink.onTicker(ticker);
            case TRADE -> {
                for (int i = 0; i < others.size(); i++) {
                    sink.onTrade((Trade) others.get(i));
                }
            }
            case LIQUIDATION, LEGACY_LIQUIDATION -> others.forEach(each -> sink.onLiquidation((Liquidation) each));
            case KLINE -> others.forEach(each -> sink.onKline((Kline) each));
            case PRICE_LIMIT -> others.forEach(each -> sink.onPriceLimit((PriceLimit) each));
            case INSURANCE -> others.forEach(each -> sink.onInsurancePool((InsurancePool) each));
            case ADL_ALERT -> others.forEach(each -> sink.onAdlAlert((AdlAlert) each));
            case SYSTEM_STATUS -> others.forEach(each -> sink.onSystemStatus((SystemStatus) each));
            case OTHER -> throw new IllegalStateException("nothing is read of other topics");
        }
    }
}
