package io.jaybit.station.pipeline;

import io.jaybit.account.PositionUpdate;
import io.jaybit.market.Quotient;
import io.jaybit.positions.Mark;
import io.jaybit.positions.Position;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** One row for every word on a position: how big it is, with its sign, and how it does at the mark price of now. */
public final class PositionWatcher implements Watcher {
    private static final long OLD_SECONDS = 5;

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
    public void onPosition(Position position) {
        seen++;
        if (filter.wants(position.symbol())) {
            sink.row(AccountRows.position(position).build(text(position)));
        }
    }

    private String text(Position position) {
        PositionUpdate told = position.row();
        Mark mark = position.mark();
        long time = Math.max(told == null ? 0 : told.exchangeEpochMillis(), mark == null ? 0 : mark.venueEpochMillis());
        String head = style.head(time, position.symbol().name(), 12);
        String leg = position.positionIdx() == 0 ? "" : position.positionIdx() == 1 ? "long leg  " : "short leg  ";
        if (position.isFlat()) {
            return head + leg + "flat";
        }
        boolean isLong = position.net().signum() > 0;
        String size =
                (isLong ? "+" : "") + position.net().toPlainString() + unit(AccountRows.sizeUnit(position.symbol()));
        Quotient pnl = position.unrealisedPnl();
        return head + leg + (isLong ? style.green(size) : style.red(size)) + "  entry "
                + plain(position.entryPrice()) + "  mark " + (mark == null ? "n/a" : mark.price() + age(mark))
                + "  pnl " + plain(pnl == null ? null : AccountRows.rounded(pnl))
                + unit(AccountRows.pnlCurrency(position.symbol())) + "  liquidation "
                + plain(position.liquidationPrice());
    }

    /** A price that is not of now says so. */
    private static String age(Mark mark) {
        if (mark.ageNanos() == Long.MAX_VALUE) {
            return " (of unknown age)";
        }
        long seconds = mark.ageNanos() / 1_000_000_000L;
        return seconds < OLD_SECONDS ? "" : " (" + seconds + " s old)";
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
