package io.jaybit.station.pipeline;

import io.jaybit.account.AccountEvent;
import io.jaybit.account.ExecType;
import io.jaybit.account.Execution;
import io.jaybit.account.OrderSide;
import java.math.BigDecimal;

/** One row for every fill, and for what the venue books in the same way. */
public final class ExecutionWatcher implements Watcher {
    private final TextStyle style;
    private final RowSink sink;
    private final AccountFilter filter;
    private long seen;

    public ExecutionWatcher(TextStyle style, RowSink sink, AccountFilter filter) {
        this.style = style;
        this.sink = sink;
        this.filter = filter;
    }

    @Override
    public void onAccount(AccountEvent event) {
        if (event instanceof Execution execution) {
            seen++;
            if (filter.wants(execution.symbol(), execution.orderLinkId())) {
                sink.row(AccountRows.execution(execution).build(text(execution)));
            }
        }
    }

    private String text(Execution execution) {
        String what = TextStyle.left(execution.side().text(), 4) + "  "
                + TextStyle.left(execution.price() + " x " + execution.qty(), 26);
        boolean trade = execution.type().value() == ExecType.TRADE;
        return style.head(execution.exchangeEpochMillis(), execution.symbol().name(), 12)
                + (execution.side() == OrderSide.BUY ? style.green(what) : style.red(what)) + "  " + fee(execution)
                + (trade
                        ? execution.maker() ? "  maker" : "  taker"
                        : "  " + execution.type().text()) + "  "
                + style.faint(execution.orderLinkId().isEmpty() ? execution.orderId() : execution.orderLinkId());
    }

    /** The venue calls a cost positive. */
    private static String fee(Execution execution) {
        BigDecimal fee = execution.fee();
        if (fee == null) {
            return "fee n/a";
        }
        String coin = execution.feeCurrency().isEmpty() ? "" : " " + execution.feeCurrency();
        return (fee.signum() < 0 ? "received " : "fee ") + fee.abs().toPlainString() + coin;
    }

    @Override
    public long seen() {
        return seen;
    }
}
