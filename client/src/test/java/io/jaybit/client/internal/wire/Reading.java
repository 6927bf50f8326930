package io.jaybit.client.internal.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.jaybit.feed.Frame;
import io.jaybit.feed.FrameDecoder.Verdict;
import io.jaybit.feed.MarketLine;
import io.jaybit.feed.MarketSink;
import io.jaybit.market.AdlAlert;
import io.jaybit.market.BookUpdate;
import io.jaybit.market.Channel;
import io.jaybit.market.Decimal;
import io.jaybit.market.InsurancePool;
import io.jaybit.market.Kline;
import io.jaybit.market.Liquidation;
import io.jaybit.market.PriceLimit;
import io.jaybit.market.SystemStatus;
import io.jaybit.market.TickerField;
import io.jaybit.market.TickerUpdate;
import io.jaybit.market.Trade;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A decoder and all it said of the last frame, each event as one line of text. */
final class Reading implements MarketSink {
    static final long RECEIVED = 1_784_900_000_200_000_000L;

    final WireDecoder decoder;
    final List<String> events = new ArrayList<>();
    final List<Control> controls = new ArrayList<>();
    private final Frame frame = new Frame();
    private final Channel channel;
    private @Nullable MarketLine line;

    private Reading(Channel channel, boolean treesOnly) {
        this.channel = channel;
        WireDecoder quick = new WireDecoder(channel, controls::add);
        decoder = treesOnly ? quick.withTreesOnly() : quick;
    }

    static Reading on(Channel channel) {
        return new Reading(channel, false);
    }

    static Reading asTreesOn(Channel channel) {
        return new Reading(channel, true);
    }

    /** Hands book frames on to a line. */
    Reading into(MarketLine next) {
        line = next;
        return this;
    }

    Verdict read(String text) {
        return read(text.getBytes(UTF_8));
    }

    /** Reads a frame that lies between foreign bytes, as in a socket's buffer. */
    Verdict read(byte[] content) {
        byte[] buffer = new byte[content.length + 14];
        Arrays.fill(buffer, (byte) '9');
        System.arraycopy(content, 0, buffer, 7, content.length);
        return read(buffer, 7, content.length);
    }

    Verdict read(byte[] bytes, int offset, int length) {
        events.clear();
        controls.clear();
        return decoder.decode(frame.set(bytes, offset, length, channel, 1, 1, RECEIVED, 5), this);
    }

    /** The verdict, then either the complaint's presence or the events. */
    String outcome(byte[] content) {
        Verdict verdict = read(content);
        return verdict + "\n" + String.join("\n", events) + controls;
    }

    @Override
    public void onBook(BookUpdate update) {
        events.add(line(update));
        if (line != null) {
            line.onBook(update);
        }
    }

    /** A book frame in one line. */
    static String line(BookUpdate update) {
        StringBuilder line = new StringBuilder("book ")
                .append(update.topic())
                .append(' ')
                .append(update.symbol())
                .append(update.isSnapshot() ? " snapshot" : " delta")
                .append(" u=")
                .append(update.updateId())
                .append(update.hasSeq() ? " seq=" + update.seq() : "")
                .append(" ts=")
                .append(update.pushedEpochMillis())
                .append(update.hasMatchedTime() ? " cts=" + update.matchedEpochMillis() : "")
                .append(update.isUnrepresentable() ? " unrepresentable" : "");
        boolean rpi = update.topic().name().startsWith("orderbook.rpi.");
        levels(" b", update.bids(), rpi, line);
        levels(" a", update.asks(), rpi, line);
        return line + received(update.receivedEpochNanos());
    }

    private static void levels(String name, BookUpdate.Levels levels, boolean rpi, StringBuilder to) {
        to.append(name);
        for (int i = 0; i < levels.count(); i++) {
            to.append(' ').append(Decimal.of(levels.price(i), levels.priceScale(i)));
            to.append('x').append(Decimal.of(levels.size(i), levels.sizeScale(i)));
            if (rpi) {
                to.append('+').append(Decimal.of(levels.rpiSize(i), levels.rpiSizeScale(i)));
            }
        }
    }

    private static String received(long receivedEpochNanos) {
        return receivedEpochNanos == RECEIVED ? "" : " received " + receivedEpochNanos;
    }

    @Override
    public void onTicker(TickerUpdate update) {
        StringBuilder line = new StringBuilder("ticker ")
                .append(update.topic())
                .append(' ')
                .append(update.symbol())
                .append(update.isSnapshot() ? " snapshot" : " delta")
                .append(" ts=")
                .append(update.pushedEpochMillis());
        update.crossSequence().ifPresent(cs -> line.append(" cs=").append(cs));
        for (TickerField field : TickerField.values()) {
            if (update.text(field) != null) {
                line.append(' ')
                        .append(field.text())
                        .append("='")
                        .append(update.text(field))
                        .append('\'');
            }
        }
        events.add(line + received(update.receivedEpochNanos()));
    }

    @Override
    public void onTrade(Trade trade) {
        events.add(trade.toString());
    }

    @Override
    public void onLiquidation(Liquidation liquidation) {
        events.add(liquidation.toString());
    }

    @Override
    public void onKline(Kline kline) {
        events.add(kline.toString());
    }

    @Override
    public void onPriceLimit(PriceLimit limit) {
        events.add(limit.toString());
    }

    @Override
    public void onInsurancePool(InsurancePool pool) {
        events.add(pool.toString());
    }

    @Override
    public void onAdlAlert(AdlAlert alert) {
        events.add(alert.toString());
    }

    @Override
    public void onSystemStatus(SystemStatus status) {
        events.add(status.toString());
    }
}
