package io.jaybit.foreign;

import static org.assertj.core.api.Assertions.assertThat;

import io.jaybit.account.OrderSide;
import io.jaybit.client.Account;
import io.jaybit.client.AccountSettings;
import io.jaybit.client.Bybit;
import io.jaybit.client.Credentials;
import io.jaybit.client.Exchange;
import io.jaybit.market.Decimal;
import io.jaybit.market.Quotient;
import io.jaybit.orders.Amendment;
import io.jaybit.orders.NewOrder;
import io.jaybit.orders.OrderFill;
import io.jaybit.orders.OrderRecord;
import io.jaybit.orders.OrderRef;
import io.jaybit.orders.OrderState;
import io.jaybit.orders.Outcome;
import io.jaybit.orders.Transition;
import io.jaybit.positions.Position;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The same account through our client. */
final class OurAccount implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 60;

    final Account account;
    private final Bybit bybit;

    OurAccount(Venue venue) throws IOException {
        bybit = Bybit.builder()
                .exchange(Exchange.at(venue.ws().toString()))
                .credentials(Credentials.of(venue.key(), venue.secret()))
                .build();
        account = bybit.account(AccountSettings.usual());
    }

    void place(NewOrder.Builder order, String link) throws Exception {
        NewOrder unnamed = order.build();
        taken(account.place(unnamed.withLinkId(
                SdkAccount.link(link, unnamed.symbol().category().text()))));
    }

    void amend(OrderRef order, @Nullable String qty, @Nullable String price, @Nullable String trigger)
            throws Exception {
        taken(account.amend(new Amendment(order, decimal(qty), decimal(price), decimal(trigger), null, null)));
    }

    private static @Nullable Decimal decimal(@Nullable String number) {
        return number == null ? null : Decimal.parse(number);
    }

    void cancel(OrderRef order) throws Exception {
        taken(account.cancel(order));
    }

    private static void taken(CompletableFuture<Outcome> outcome) throws Exception {
        assertThat(outcome.get(PATIENCE_SECONDS, TimeUnit.SECONDS)).isInstanceOf(Outcome.Accepted.class);
    }

    /** The word for where an order stands; empty while it is not known. */
    String state(OrderRef order) {
        return account.order(order).map(record -> record.state().text()).orElse("");
    }

    /** With the courses of its orders. */
    Story told() {
        Story story = toldNow();
        for (OrderRecord order : account.orders()) {
            story.course(order.ref().orderId(), course(order));
        }
        return story;
    }

    /** Without what was before. */
    Story toldNow() {
        Story story = new Story("ours");
        for (OrderRecord order : account.orders()) {
            order(story, order);
            account.fills(order.ref()).forEach(fill -> fill(story, order, fill));
        }
        for (Position position : account.positions()) {
            story.position(
                    position.symbol().name(),
                    Integer.toString(position.positionIdx()),
                    position.net(),
                    orZero(position.entryPrice()));
        }
        account.wallets()
                .forEach(wallet -> wallet.coins()
                        .forEach((coin, known) -> story.balance(
                                coin,
                                known.balance().walletBalance(),
                                orZero(known.balance().locked()))));
        return story;
    }

    private static void order(Story story, OrderRecord order) {
        Decimal qty = order.qty();
        Decimal price = order.price();
        Quotient average = order.averagePrice();
        story.order(
                order.ref().orderId(),
                order.ref().orderLinkId(),
                side(order.side()),
                order.state().text(),
                qty == null ? BigDecimal.ZERO : qty.toBigDecimal(),
                price == null ? BigDecimal.ZERO : price.toBigDecimal(),
                order.filled(),
                average == null
                        ? BigDecimal.ZERO
                        : average.numerator().divide(average.denominator(), 12, RoundingMode.HALF_UP));
    }

    private static void fill(Story story, OrderRecord order, OrderFill fill) {
        Map<String, BigDecimal> fees = fill.fees() == null ? Map.of() : fill.fees();
        story.fill(
                fill.execId(),
                order.ref().orderId(),
                side(fill.side()),
                fill.qty().toBigDecimal(),
                fill.price().toBigDecimal(),
                fees.values().stream().reduce(BigDecimal.ZERO, BigDecimal::add),
                String.join("+", fees.keySet()),
                fill.maker());
    }

    /**
     * What the venue told. Before its first word there may be what we knew ourselves: how far our command had come, or, of an order of
     * somebody else, that a fill proves it, as executions may be told before their order.
     */
    private static List<String> course(OrderRecord order) {
        List<String> course = new ArrayList<>();
        for (Transition transition : order.transitions()) {
            OrderState state = transition.to();
            boolean foreknown = order.external() ? state == OrderState.PLACED : state.isUnsure();
            if (!foreknown || !course.isEmpty()) {
                SdkAccount.step(course, state.text());
            }
        }
        return course;
    }

    private static String side(@Nullable OrderSide side) {
        return side == null ? "" : side.text();
    }

    private static BigDecimal orZero(@Nullable BigDecimal number) {
        return number == null ? BigDecimal.ZERO : number;
    }

    @Override
    public void close() {
        account.close();
        bybit.close();
    }
}
