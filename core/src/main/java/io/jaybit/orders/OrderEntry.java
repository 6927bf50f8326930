package io.jaybit.orders;

import io.jaybit.account.OrderSide;
import io.jaybit.account.OrderUpdate;
import io.jaybit.market.Decimal;
import io.jaybit.market.Symbol;
import java.math.BigDecimal;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** One order as it is being learned; {@link #record} is what others see of it. Confined to one thread. */
final class OrderEntry {
    static final long NEVER = Long.MIN_VALUE;

    final long number;
    final Symbol symbol;
    /** When it was first heard of. */
    final Moment born;

    final Commands commands = new Commands();
    final Fills fills;
    final History history;

    String orderId = "";
    String linkId = "";
    String group = "";

    @Nullable
    NewOrder asked;

    @Nullable
    Decimal mid;

    @Nullable
    OrderUpdate shown;

    @Nullable
    OrderSide side;

    Outcome.@Nullable Rejected refusal;
    /** What a search that found nothing made of it: {@code NOT_PLACED} or {@code GONE}. */
    @Nullable
    OrderState verdict;
    /** Our clock at the venue's last news. */
    long newsEpochNanos = NEVER;
    /** Our clock when something about it became doubtful; the venue is asked until an answer to a later question came. */
    long doubtfulSince = NEVER;
    /** What the order said was filled when its list of executions was found to stay incomplete. */
    @Nullable
    BigDecimal fillsGivenUpAt;

    private @Nullable OrderRecord record;

    OrderEntry(long number, Symbol symbol, Moment born, int keepTransitions) {
        this.number = number;
        this.symbol = symbol;
        this.born = born;
        this.fills = new Fills(symbol.category());
        this.history = new History(keepTransitions);
    }

    OrderRef ref() {
        return new OrderRef(symbol, orderId, linkId);
    }

    boolean isExternal() {
        return commands.creates().isEmpty();
    }

    OrderState state() {
        if (verdict != null) {
            return verdict;
        }
        if (shown != null) {
            return OrderState.of(shown.status().value());
        }
        return fills.totals().count() > 0 ? OrderState.PLACED : commands.stateByCreates();
    }

    boolean isClosed() {
        return state().isClosed();
    }

    CommandState createState() {
        OrderState state = state();
        boolean proven = state == OrderState.PLACED || !state.isUnsure();
        return proven ? CommandState.NONE : commands.state(OrderCommand.CREATE);
    }

    BigDecimal filledAsTold() {
        return shown == null ? BigDecimal.ZERO : shown.progress().cumExecQty().toBigDecimal();
    }

    /** Whether fills or fees are missing that may still be had. */
    boolean lacksFills() {
        FillTotals totals = fills.totals();
        boolean lacks = totals.withoutFee() > 0 || totals.qty().compareTo(filledAsTold()) < 0;
        return lacks && !isGivenUp();
    }

    /** Whether the order's own word lags behind its fills. */
    boolean lagsBehindFills() {
        return shown != null && fills.totals().qty().compareTo(filledAsTold()) > 0 && !isGivenUp();
    }

    private boolean isGivenUp() {
        return fillsGivenUpAt != null && fillsGivenUpAt.compareTo(filledAsTold()) == 0;
    }

    boolean isDoubtful() {
        return doubtfulSince != NEVER;
    }

    /** Whether something is open that time or a question must settle. */
    boolean isUnsettled() {
        return isDoubtful() || state().isUnsure() || !commands.pending().isEmpty() || lacksFills() || lagsBehindFills();
    }

    /** When the last command that may be under way was sent, or else when it was first heard of. */
    Moment lastSent() {
        Moment latest = commands.latestOpen();
        return latest == null ? born : latest;
    }

    /** As it was last told to others; null before the first time. */
    @Nullable
    OrderRecord record() {
        return record;
    }

    /** As it is now, to be told. */
    OrderRecord renew() {
        OrderRecord now = peek();
        record = now;
        return now;
    }

    /** When anything last happened to it, by our clock. */
    long lastEpochNanos() {
        List<Transition> all = history.all();
        return all.isEmpty() ? born.epochNanos() : all.get(all.size() - 1).epochNanos();
    }

    /** Takes in all but the fills of another record of the same order. */
    void absorb(OrderEntry other) {
        commands.addAll(other.commands);
        history.absorb(other.history);
        OrderUpdate picture = other.shown;
        if (picture != null && (shown == null || UpdateOrder.compare(shown, picture) == UpdateOrder.News.NEWER)) {
            shown = picture;
        }
        asked = asked == null ? other.asked : asked;
        mid = mid == null ? other.mid : mid;
        side = side == null ? other.side : side;
        refusal = refusal == null ? other.refusal : refusal;
        verdict = null;
        newsEpochNanos = Math.max(newsEpochNanos, other.newsEpochNanos);
        doubtfulSince = Math.max(doubtfulSince, other.doubtfulSince);
    }

    /** As it is now. */
    OrderRecord peek() {
        return new OrderRecord(
                number,
                ref(),
                state(),
                isExternal(),
                group,
                createState(),
                commands.state(OrderCommand.AMEND),
                commands.state(OrderCommand.CANCEL),
                asked,
                shown,
                refusal,
                mid,
                side,
                fills.totals(),
                history.spent(),
                history.sinceEpochNanos(),
                newsEpochNanos == NEVER ? OptionalLong.empty() : OptionalLong.of(newsEpochNanos),
                history.all(),
                history.leftOut());
    }
}
