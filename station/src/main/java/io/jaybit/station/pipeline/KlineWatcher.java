package io.jaybit.station.pipeline;

import io.jaybit.market.Kline;
import io.jaybit.market.TopicKind;
import java.util.List;

/** One row for every candle that came: running, and once more when it is final. */
public final class KlineWatcher implements Watcher {
    private final TextStyle style;
    private final RowSink sink;
    private long seen;

    public KlineWatcher(TextStyle style, RowSink sink) {
        this.style = style;
        this.sink = sink;
    }

    /** What it needs. */
    public static List<Wish> wishes(String interval) {
        return List.of(new Wish(TopicKind.KLINE, interval));
    }

    @Override
    public void onKline(Kline kline) {
        seen++;
        boolean up = kline.close().compareTo(kline.open()) >= 0;
        String prices =
                "open " + kline.open() + "  high " + kline.high() + "  low " + kline.low() + "  close " + kline.close();
        String text = style.time(kline.startEpochMillis()) + "  "
                + TextStyle.left(kline.symbol().name(), 12) + "  " + TextStyle.left(kline.interval(), 3) + "  "
                + (up ? style.green(prices) : style.red(prices)) + "  volume "
                + kline.volume().toPlainString() + "  turnover " + TextStyle.money(kline.turnover()) + "  "
                + (kline.confirmed() ? "final" : "running");
        sink.row(EventRows.kline(kline).build(text));
    }

    @Override
    public long seen() {
        return seen;
    }
}
