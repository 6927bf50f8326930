package io.jaybit.station.cli;

import io.jaybit.market.Quotient;
import io.jaybit.orders.OrderRecord;
import io.jaybit.orders.OrderRef;
import io.jaybit.orders.Outcome;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What became of an order that was just placed, changed or taken back, for people and for scripts. */
final class OrderShown {
    private static final Duration UNKNOWN_PATIENCE = Duration.ofSeconds(60);
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int PRICE_DIGITS = 8;

    private OrderShown() {}

    /**
     * Waits until the venue has told of the order, and shows it.
     *
     * @return the exit code: failure if it is not known what became of it
     */
    static int show(Trading trading, OrderRef order, Outcome outcome, AccountSettings settings, Desk desk) {
        boolean unknown = outcome instanceof Outcome.Unknown;
        if (outcome instanceof Outcome.Unknown why) {
            Messages.say("UNKNOWN: it may be at the venue or not (" + why.reason() + "); asking the venue");
        }
        OrderRecord record = trading.await(
                order,
                unknown ? UNKNOWN_PATIENCE : PATIENCE,
                one -> !one.state().isUnsure() && !one.isCommandOpen());
        if (record == null) {
            throw Exit.refused(List.of("the venue knows no such order: " + order));
        }
        boolean json = settings.stream().format() == StreamSettings.Format.JSON;
        desk.out().println(json ? json(record) : text(record));
        desk.out().flush();
        if (record.state().isUnsure() || record.isCommandOpen()) {
            Messages.say("it is still not known what became of it; watch it with: jaybit orders");
            return Exit.FAILED;
        }
        return Exit.OK;
    }

    static String text(OrderRecord record) {
        Quotient average = record.averagePrice();
        return record
                + (record.filled().signum() == 0
                        ? ""
                        : ", filled " + record.filled().toPlainString()
                                + (average == null ? "" : " at " + rounded(average)))
                + (record.ref().orderId().isEmpty() ? "" : "  (" + record.ref().orderId() + ")");
    }

    private static String rounded(Quotient price) {
        return price.round(PRICE_DIGITS).stripTrailingZeros().toPlainString();
    }

    static String json(OrderRecord record) {
        Quotient average = record.averagePrice();
        return "{\"event\":\"order\",\"category\":\""
                + record.symbol().category().text() + "\",\"symbol\":\""
                + record.symbol().name() + "\",\"orderId\":\"" + record.ref().orderId() + "\",\"orderLinkId\":\""
                + record.ref().orderLinkId() + "\",\"side\":"
                + quoted(record.side() == null ? null : record.side().text()) + ",\"price\":"
                + quoted(record.price() == null ? null : record.price().toString()) + ",\"qty\":"
                + quoted(record.qty() == null ? null : record.qty().toString()) + ",\"filled\":\""
                + record.filled().toPlainString() + "\",\"averagePrice\":"
                + quoted(average == null ? null : rounded(average)) + ",\"status\":\""
                + record.state().text() + "\"}";
    }

    private static String quoted(@Nullable String text) {
        return text == null ? "null" : "\"" + text + "\"";
    }
}
