package io.jaybit.station.pipeline;

import io.jaybit.account.AccountEvent;
import io.jaybit.account.PositionUpdate;
import io.jaybit.market.PositionSide;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** One row for every word on a position: how big it is, with its sign, and how it does. */
public final class PositionWatcher implements Watcher {
    private final TextStyle style;
    private final RowSink sink;
    private final AccountFilter filter;
    private long seen;

    public PositionWatcher(TextStyle style, RowSink sink, AccountFilter filter) {
        this.style = style;
        this.sink = sink;
        this.filter = filter;
    }

    @Override
    public void onAccount(AccountEvent event) {
        if (event instanceof PositionUpdate position) {
            seen++;
            if (filter.wants(position.symbol())) {
                sink.row(AccountRows.position(position).build(text(position)));
            }
        }
    }

    private String text(PositionUpdate position) {
        String head =
                style.head(position.exchangeEpochMillis(), position.symbol().name(), 12);
        String leg = position.positionIdx() == 0 ? "" : position.positionIdx() == 1 ? "long leg  " : "short leg  ";
        if (position.side() == null) {
            return head + leg + "flat";
        }
        String size = (position.side() == PositionSide.LONG ? "+" : "")
                + position.signedSize().toPlainString()
                + unit(AccountRows.sizeUnit(position.symbol()));
        return head + leg + (position.side() == PositionSide.LONG ? style.green(size) : style.red(size)) + "  entry "
                + plain(position.entryPrice()) + "  mark " + plain(position.markPrice()) + "  pnl "
                + plain(position.unrealisedPnl()) + unit(AccountRows.pnlCurrency(position.symbol())) + "  liquidation "
                + plain(position.liquidationPrice());
    }

    static String unit(@Nullable String unit) {
        return unit == null ? "" : " " + unit;
    }

    static String plain(@Nullable BigDecimal number) {
        return number == null ? "n/a" : number.toPlainString();
    }

    @Override
    public long seen() {
        return seen;
    }
}
