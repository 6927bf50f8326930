package io.jaybit.station.pipeline;

import io.jaybit.book.OrderBook;
import io.jaybit.feed.Frame;
import io.jaybit.feed.FrameDecoder;
import io.jaybit.feed.LineListener;
import io.jaybit.feed.MarketLine;
import io.jaybit.feed.Notice;
import io.jaybit.market.AdlAlert;
import io.jaybit.market.BookUpdate;
import io.jaybit.market.Channel;
import io.jaybit.market.InsurancePool;
import io.jaybit.market.Kline;
import io.jaybit.market.Liquidation;
import io.jaybit.market.PriceLimit;
import io.jaybit.market.SystemStatus;
import io.jaybit.market.Ticker;
import io.jaybit.market.TickerUpdate;
import io.jaybit.market.Topic;
import io.jaybit.market.Trade;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Plays files through the decoder and the market line into a watcher: the same line as a live stream's, in the files' own time.
 * Confined to one thread.
 */
public final class FileFeed {
    /** A file and the channel its frames are read as. */
    public record Source(Path path, Channel channel) {}

    /**
     * What was in the files.
     *
     * @param frames frames of data that were read
     * @param control acks, pongs and the like
     * @param unknown frames of topics nobody here reads
     * @param unreadable lines that are no frame, or a broken one
     * @param firstComplaint what is wrong with the first of these, and where; empty if there was none
     */
    public record Report(long frames, long control, long unknown, long unreadable, String firstComplaint) {}

    private final List<Source> sources;
    private final Function<Channel, FrameDecoder> decoders;

    public FileFeed(List<Source> sources, Function<Channel, FrameDecoder> decoders) {
        this.sources = List.copyOf(sources);
        this.decoders = decoders;
    }

    /**
     * Plays everything.
     *
     * @param topics which of them the watcher is to see
     * @param symbols names the watcher is to see
     * @param stop asked before each frame
     * @throws IOException if a file cannot be read
     */
    public Report play(Predicate<Topic> topics, Set<String> symbols, Watcher watcher, BooleanSupplier stop)
            throws IOException {
        return play(new ToWatcher(topics, symbols, watcher), stop);
    }

    Report play(LineListener listener, BooleanSupplier stop) throws IOException {
        long[] counts = new long[FrameDecoder.Verdict.values().length];
        String complaint = "";
        MarketLine line = new MarketLine(listener);
        for (Source source : sources) {
            FrameDecoder decoder = decoders.apply(source.channel());
            FrameDecoder.Verdict[] verdict = new FrameDecoder.Verdict[1];
            try (FrameFile file = FrameFile.open(source.path(), source.channel())) {
                while (!stop.getAsBoolean() && file.next(frame -> verdict[0] = decode(decoder, frame, line))) {
                    counts[verdict[0].ordinal()]++;
                    if (verdict[0] == FrameDecoder.Verdict.UNREADABLE && complaint.isEmpty()) {
                        complaint = source.path() + " line " + file.lineNumber() + ": " + decoder.complaint();
                    }
                }
            }
        }
        return new Report(
                counts[FrameDecoder.Verdict.DATA.ordinal()],
                counts[FrameDecoder.Verdict.CONTROL.ordinal()],
                counts[FrameDecoder.Verdict.UNKNOWN_TOPIC.ordinal()],
                counts[FrameDecoder.Verdict.UNREADABLE.ordinal()],
                complaint);
    }

    private static FrameDecoder.Verdict decode(FrameDecoder decoder, Frame frame, MarketLine line) {
        return decoder.decode(frame, line);
    }

    /** Passes on what was wished for, with the time before each event. */
    private static final class ToWatcher implements LineListener {
        private final Predicate<Topic> topics;
        private final Set<String> symbols;
        private final Watcher watcher;
        private long now = Long.MIN_VALUE;

        ToWatcher(Predicate<Topic> topics, Set<String> symbols, Watcher watcher) {
            this.topics = topics;
            this.symbols = symbols;
            this.watcher = watcher;
        }

        private boolean wants(Topic topic, String symbol, long pushedEpochMillis) {
            if (pushedEpochMillis > now) {
                now = pushedEpochMillis;
                watcher.onTime(now);
            }
            return symbols.contains(symbol) && topics.test(topic);
        }

        @Override
        public void onBook(OrderBook book, BookUpdate update, OrderBook.Outcome outcome) {
            if (wants(book.topic(), book.symbol().name(), update.pushedEpochMillis())) {
                watcher.onBook(book.copy());
            }
        }

        @Override
        public void onTicker(Ticker merged, TickerUpdate update) {
            if (wants(merged.topic(), merged.symbol().name(), merged.pushedEpochMillis())) {
                watcher.onTicker(merged);
            }
        }

        @Override
        public void onTrade(Trade trade) {
            if (wants(trade.topic(), trade.symbol().name(), trade.pushedEpochMillis())) {
                watcher.onTrade(trade);
            }
        }

        @Override
        public void onLiquidation(Liquidation liquidation) {
            if (wants(liquidation.topic(), liquidation.symbol().name(), liquidation.pushedEpochMillis())) {
                watcher.onLiquidation(liquidation);
            }
        }

        @Override
        public void onKline(Kline kline) {
            if (wants(kline.topic(), kline.symbol().name(), kline.pushedEpochMillis())) {
                watcher.onKline(kline);
            }
        }

        @Override
        public void onPriceLimit(PriceLimit limit) {
            if (wants(limit.topic(), limit.symbol().name(), limit.pushedEpochMillis())) {
                watcher.onPriceLimit(limit);
            }
        }

        @Override
        public void onInsurancePool(InsurancePool pool) {
            watcher.onInsurancePool(pool);
        }

        @Override
        public void onAdlAlert(AdlAlert alert) {
            watcher.onAdlAlert(alert);
        }

        @Override
        public void onSystemStatus(SystemStatus status) {
            watcher.onSystemStatus(status);
        }

        @Override
        public void onNotice(Notice notice) {
            watcher.onNotice(notice);
        }

        @Override
        public void onFullSnapshotWanted(Topic topic, long nowEpochNanos) {
            // A file has no REST snapshot: the book stays without one, and says so.
        }
    }
}
