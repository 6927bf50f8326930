package io.jaybit.benchmarks;

import io.jaybit.book.OrderBook;
import io.jaybit.client.internal.wire.WireDecoder;
import io.jaybit.feed.Frame;
import io.jaybit.feed.FrameDecoder.Verdict;
import io.jaybit.feed.LineListener;
import io.jaybit.feed.MarketLine;
import io.jaybit.feed.MarketSink;
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
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * How long does one frame take from its bytes to the end of an inline callback, on one core, without a socket? And how much does it
 * allocate ({@code -prof gc}; of books nothing)?
 *
 * <p>The frames are those of {@link MixedFrames}, or of the file {@code -Djaybit.corpus=FILE} names (one frame a line; give it by
 * {@code -jvmArgsAppend}). One operation is one frame.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@OperationsPerInvocation(DecodeApplyBenchmark.FRAMES)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class DecodeApplyBenchmark {
    static final int FRAMES = 1000;

    /** Which frames: all of the mix, or those of topics that begin so. */
    @Param({"mix", "orderbook.", "publicTrade.", "tickers."})
    public String frames = "mix";

    private final Frame frame = new Frame();
    private final Inline inline = new Inline();
    private final MarketLine line = new MarketLine(inline);
    private final WireDecoder decoder = new WireDecoder(Channel.LINEAR, control -> inline.seen++);
    private Corpus corpus = Corpus.ofLines(new byte[] {'\n'});
    private int next;

    @Setup(Level.Trial)
    public void setUp() throws IOException {
        Corpus mix = Corpus.mix(100_000);
        corpus = frames.equals("mix") ? mix : mix.only(frames);
    }

    @Benchmark
    public long decodeApplyAndCall() {
        for (int i = 0; i < FRAMES; i++) {
            Verdict verdict = decoder.decode(nextFrame(), line);
            if (verdict != Verdict.DATA) {
                throw new IllegalStateException(verdict + ": " + decoder.complaint());
            }
        }
        return inline.seen;
    }

    @Benchmark
    public long decodeAlone() {
        for (int i = 0; i < FRAMES; i++) {
            decoder.decode(nextFrame(), inline);
        }
        return inline.seen;
    }

    private Frame nextFrame() {
        int at = next;
        next = at + 1 == corpus.size() ? 0 : at + 1;
        return frame.set(corpus.bytes(), corpus.offset(at), corpus.length(at), Channel.LINEAR, 1, at, at, at);
    }

    /** Looks at the top of each book and at each event. */
    private static final class Inline implements LineListener, MarketSink {
        long seen;

        @Override
        public void onBook(OrderBook book, BookUpdate update, OrderBook.Outcome outcome) {
            if (!outcome.isApplied()) {
                throw new IllegalStateException(outcome + " " + book);
            }
            if (book.bidCount() > 0 && book.askCount() > 0) {
                seen += book.bidPriceMantissa(0) ^ book.askPriceMantissa(0);
            }
        }

        @Override
        public void onTicker(Ticker merged, TickerUpdate update) {
            seen += merged.exchangeEpochMillis();
        }

        @Override
        public void onBook(BookUpdate update) {
            seen += update.updateId() + update.bids().count();
        }

        @Override
        public void onTicker(TickerUpdate update) {
            seen += update.pushedEpochMillis();
        }

        @Override
        public void onTrade(Trade trade) {
            seen += trade.price().mantissa();
        }

        @Override
        public void onLiquidation(Liquidation liquidation) {
            seen += liquidation.size().mantissa();
        }

        @Override
        public void onKline(Kline kline) {
            seen++;
        }

        @Override
        public void onPriceLimit(PriceLimit limit) {
            seen++;
        }

        @Override
        public void onInsurancePool(InsurancePool pool) {
            seen++;
        }

        @Override
        public void onAdlAlert(AdlAlert alert) {
            seen++;
        }

        @Override
        public void onSystemStatus(SystemStatus status) {
            seen++;
        }

        @Override
        public void onNotice(Notice notice) {
            seen++;
        }

        @Override
        public void onFullSnapshotWanted(Topic topic, long nowEpochNanos) {
            seen++;
        }
    }
}
