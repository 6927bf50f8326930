package io.jaybit.foreign;

import static io.jaybit.foreign.SdkAccount.limit;
import static io.jaybit.foreign.SdkAccount.market;
import static io.jaybit.foreign.SdkAccount.order;
import static io.jaybit.foreign.SdkAccount.waiting;
import static org.assertj.core.api.Assertions.assertThat;

import com.bybit.api.client.domain.CategoryType;
import com.bybit.api.client.domain.trade.Side;
import com.bybit.api.client.domain.trade.TimeInForce;
import io.jaybit.account.OrderSide;
import io.jaybit.account.TriggerBy;
import io.jaybit.market.Category;
import io.jaybit.market.Decimal;
import io.jaybit.market.Symbol;
import io.jaybit.orders.AccountStatus;
import io.jaybit.orders.NewOrder;
import io.jaybit.orders.OrderFill;
import io.jaybit.orders.OrderRecord;
import io.jaybit.orders.OrderRef;
import io.jaybit.simulator.ExchangeServer;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * The venue's own SDK and our client on one account of one exchange. Both give orders, and change and take back each other's; what the SDK
 * is told by its streams, what its requests are answered and what our client knows must be one story whenever nothing is under way.
 *
 * <p>A third party, on an account of its own, buys and sells through the book to where an order rests or waits.
 */
@Timeout(120)
class SameStoryTest {
    private static final Symbol LINEAR = new Symbol(Category.LINEAR, "BTCUSDT");
    private static final Symbol SPOT = new Symbol(Category.SPOT, "BTCUSDT");
    private static final Map<String, String> MUCH = Map.of("USDT", "100000000", "BTC", "1000");
    private static final String LITTLE = "0.002";
    private static final String FAR = "0.9";
    private static final String FARTHER = "0.89";
    /** An order that two others fill. */
    private static final BigDecimal RESTING = new BigDecimal("20");
    /** What the first takes of it, as long as the book before it does not grow or shrink by as much. */
    private static final BigDecimal FIRST_PART = new BigDecimal("9");

    private final ExchangeServer exchange = Venues.thinExchange();
    private final Venue venue = Venues.account(exchange, "client", MUCH);
    private SdkAccount sdk;
    private SdkAccount third;
    private OurAccount ours;

    @BeforeEach
    void connect() throws Exception {
        sdk = new SdkAccount(venue);
        third = new SdkAccount(Venues.account(exchange, "third", MUCH));
        ours = new OurAccount(venue);
        await(
                () -> ours.account.status() == AccountStatus.IN_SYNC && ours.account.isReadyForCommands(),
                () -> "the account is not in sync: " + ours.account.reason());
    }

    @AfterEach
    void close() {
        ours.close();
        third.close();
        sdk.close();
        venue.close();
    }

    @Test
    void restingOrdersThatBothChangeAndTakeBack() throws Exception {
        for (Symbol symbol : List.of(LINEAR, SPOT)) {
            CategoryType category = category(symbol);
            String far = sdk.book(category).below(FAR);
            String farther = sdk.book(category).below(FARTHER);
            sdk.place(limit(category, "sdk-ended-by-us", Side.BUY, LITTLE, far));
            ours.place(buy(symbol, LITTLE, far), "our-ended-by-sdk");
            sdk.place(limit(category, "sdk-stays", Side.BUY, LITTLE, far));
            ours.place(buy(symbol, LITTLE, far), "our-stays");
            same();

            sdk.amend(order(category, "sdk-ended-by-us").qty("0.003"));
            ours.amend(ref(symbol, "sdk-ended-by-us"), null, farther, null);
            ours.amend(ref(symbol, "our-ended-by-sdk"), "0.004", null, null);
            sdk.amend(order(category, "our-ended-by-sdk").price(farther));
            same();

            ours.cancel(ref(symbol, "sdk-ended-by-us"));
            sdk.cancel(category, "our-ended-by-sdk");
            ends(
                    symbol,
                    Map.of(
                            "sdk-ended-by-us", "Cancelled",
                            "our-ended-by-sdk", "Cancelled",
                            "sdk-stays", "New",
                            "our-stays", "New"));
        }
    }

    @Test
    void marketOrdersThroughSeveralLevelsTurnAPositionAndCloseIt() throws Exception {
        BigDecimal part = sdk.book(CategoryType.LINEAR).top(3);
        ours.place(NewOrder.market(LINEAR, OrderSide.BUY, decimal(part)), "our-opens");
        ends(LINEAR, Map.of("our-opens", "Filled"));
        sdk.place(market(CategoryType.LINEAR, "sdk-turns", Side.SELL, text(part.add(part))));
        ends(LINEAR, Map.of("our-opens", "Filled", "sdk-turns", "Filled"));

        assertThat(prices("our-opens")).hasSizeGreaterThan(1);
        assertThat(prices("sdk-turns")).hasSizeGreaterThan(1);
        assertThat(ours.account.position(LINEAR).net()).isEqualByComparingTo(part.negate());
        assertThat(ours.told().count("position")).isOne();

        ours.place(NewOrder.market(LINEAR, OrderSide.BUY, decimal("0.001")).reduceOnly(), "our-reduces");
        sdk.place(market(CategoryType.LINEAR, "sdk-closes", Side.BUY, "100").reduceOnly(true));
        ends(
                LINEAR,
                Map.of(
                        "our-opens", "Filled",
                        "sdk-turns", "Filled",
                        "our-reduces", "Filled",
                        "sdk-closes", "Filled"));

        assertThat(ours.account.position(LINEAR).net()).isZero();
    }

    @Test
    void whatTheVenueCancels() throws Exception {
        for (Symbol symbol : List.of(LINEAR, SPOT)) {
            CategoryType category = category(symbol);
            Depth book = sdk.book(category);
            BigDecimal more = Depth.size(book.asks()).add(Depth.size(book.bids()));
            sdk.place(limit(category, "sdk-post-only", Side.BUY, LITTLE, book.above("1.002"))
                    .timeInForce(TimeInForce.POST_ONLY));
            ours.place(sell(symbol, LITTLE, book.below("0.998")).postOnly(), "our-post-only");
            ours.place(atOnce(buy(symbol, LITTLE, book.below(FAR))), "our-ioc-of-nothing");
            same();

            sdk.place(limit(category, "sdk-ioc", Side.BUY, text(more), book.above("1.005"))
                    .timeInForce(TimeInForce.IOC));
            ours.place(atOnce(sell(symbol, text(more), book.below("0.995"))), "our-ioc");
            String partly = symbol == SPOT ? "PartiallyFilledCanceled" : "Cancelled";
            ends(
                    symbol,
                    Map.of(
                            "sdk-post-only", "Cancelled",
                            "our-post-only", "Cancelled",
                            "our-ioc-of-nothing", "Cancelled",
                            "sdk-ioc", partly,
                            "our-ioc", partly));

            for (String link : List.of("sdk-ioc", "our-ioc")) {
                assertThat(record(symbol, link).filled()).as(link).isPositive().isLessThan(more);
            }
            for (String link : List.of("sdk-post-only", "our-post-only", "our-ioc-of-nothing")) {
                assertThat(record(symbol, link).filled()).as(link).isZero();
            }
        }
    }

    @Test
    void restingOrdersThatTwoOthersFill() throws Exception {
        for (Symbol symbol : List.of(LINEAR, SPOT)) {
            CategoryType category = category(symbol);
            String above = sdk.book(category).above("1.002");
            String below = sdk.book(category).below("0.998");
            ours.place(sell(symbol, text(RESTING), above), "our-sells");
            sdk.place(limit(category, "sdk-buys", Side.BUY, text(RESTING), below));
            same();

            throughTheBook(category, "third-1", Side.BUY, above, FIRST_PART.subtract(RESTING));
            throughTheBook(category, "third-2", Side.SELL, below, FIRST_PART.subtract(RESTING));
            ends(symbol, Map.of("our-sells", "PartiallyFilled", "sdk-buys", "PartiallyFilled"));
            throughTheBook(category, "third-3", Side.BUY, above, RESTING);
            throughTheBook(category, "third-4", Side.SELL, below, RESTING);
            ends(symbol, Map.of("our-sells", "Filled", "sdk-buys", "Filled"));

            for (String link : List.of("our-sells", "sdk-buys")) {
                List<OrderFill> fills = ours.account.fills(ref(symbol, link));
                assertThat(fills).as(link).hasSizeGreaterThanOrEqualTo(2).allMatch(OrderFill::maker);
            }
        }
    }

    @Test
    void conditionalOrdersThatComeToLifeOrAreTakenBack() throws Exception {
        Depth book = sdk.book(CategoryType.LINEAR);
        String trigger = book.above("1.001");
        String far = book.below(FAR);
        sdk.place(waiting(market(CategoryType.LINEAR, "sdk-sells", Side.SELL, "0.05"), 1, trigger));
        ours.place(conditional(buy(LINEAR, LITTLE, far), 1, trigger), "our-rests-then");
        ours.place(conditional(NewOrder.market(LINEAR, OrderSide.SELL, decimal("0.05")), 1, trigger), "our-sells");
        ours.place(conditional(buy(LINEAR, LITTLE, far), 2, far), "our-ended-by-sdk");
        sdk.place(waiting(limit(CategoryType.LINEAR, "sdk-ended-by-us", Side.BUY, LITTLE, far), 2, far));
        sdk.place(waiting(limit(CategoryType.LINEAR, "sdk-waits", Side.BUY, LITTLE, far), 2, far));
        ends(
                LINEAR,
                Map.of(
                        "sdk-sells", "Untriggered",
                        "our-rests-then", "Untriggered",
                        "our-sells", "Untriggered",
                        "our-ended-by-sdk", "Untriggered",
                        "sdk-ended-by-us", "Untriggered",
                        "sdk-waits", "Untriggered"));

        sdk.cancel(CategoryType.LINEAR, "our-ended-by-sdk");
        ours.cancel(ref(LINEAR, "sdk-ended-by-us"));
        ours.amend(ref(LINEAR, "sdk-waits"), null, null, book.below(FARTHER));
        // At this price somebody trades: there are no other offers so high.
        ours.place(sell(LINEAR, LITTLE, book.above("1.0015")), "our-is-hit");
        throughTheBook(CategoryType.LINEAR, "third-1", Side.BUY, book.above("1.002"), new BigDecimal("1"));
        ends(
                LINEAR,
                Map.of(
                        "sdk-sells", "Filled",
                        "our-rests-then", "New",
                        "our-sells", "Filled",
                        "our-is-hit", "Filled",
                        "our-ended-by-sdk", "Deactivated",
                        "sdk-ended-by-us", "Deactivated",
                        "sdk-waits", "Untriggered"));
        sdk.cancel(CategoryType.LINEAR, "our-rests-then");
        await(() -> ours.state(ref(LINEAR, "our-rests-then")).equals("Cancelled"), () -> "our-rests-then lives");
        same();
    }

    @Test
    void marketOrdersOnSpotInEitherCoin() throws Exception {
        sdk.place(market(CategoryType.SPOT, "sdk-spends", Side.BUY, "200"));
        sdk.place(market(CategoryType.SPOT, "sdk-buys", Side.BUY, "2").marketUnit("baseCoin"));
        ours.place(NewOrder.market(SPOT, OrderSide.SELL, decimal("1.5")), "our-sells");
        ours.place(NewOrder.market(SPOT, OrderSide.BUY, decimal("150000")), "our-spends");

        ends(
                SPOT,
                Map.of(
                        "sdk-spends", "Filled",
                        "sdk-buys", "Filled",
                        "our-sells", "Filled",
                        "our-spends", "Filled"));
    }

    /** Somebody else takes all there is up to a price, and so much more or less. */
    private void throughTheBook(CategoryType category, String link, Side side, String price, BigDecimal more) {
        BigDecimal there = third.book(category).until(side == Side.BUY, new BigDecimal(price));
        third.place(limit(category, link, side, text(there.add(more)), price).timeInForce(TimeInForce.IOC));
    }

    /** Waits until orders are where they should be, and both tell the same. */
    private void ends(Symbol symbol, Map<String, String> states) {
        Map<String, String> expected = new TreeMap<>();
        states.forEach((link, state) -> expected.put(ref(symbol, link).orderLinkId(), state));
        Supplier<Map<String, String>> known = () -> ours.account.orders().stream()
                .filter(order -> order.symbol().equals(symbol))
                .collect(Collectors.toMap(
                        order -> order.ref().orderLinkId(),
                        order -> order.state().text(),
                        (one, other) -> one + " and " + other,
                        TreeMap::new));
        await(() -> known.get().equals(expected), () -> "expected " + expected + "\n but were " + known.get());
        same();
    }

    /** All tell the same, once everybody has heard of everything. */
    private void same() {
        agree(() -> sdk.streamed().differences(ours.told()));
        agree(() -> sdk.asked().stream()
                .flatMap(told -> told.differences(ours.toldNow()).stream())
                .toList());
        await(() -> ours.account.unsettledOrders().isEmpty(), () -> "unsettled: " + ours.account.unsettledOrders());
        assertThat(ours.account.status()).as(ours.account.reason()).isEqualTo(AccountStatus.IN_SYNC);
        assertThat(ours.told().count("balance")).isGreaterThanOrEqualTo(MUCH.size());
        assertThat(ours.account.orders()).isNotEmpty().allSatisfy(order -> {
            assertThat(order.external())
                    .as(order.toString())
                    .isEqualTo(order.ref().orderLinkId().startsWith("sdk-"));
            assertThat(order.transitionsLeftOut()).as(order.toString()).isZero();
        });
    }

    private static void agree(Supplier<List<String>> differences) {
        await(() -> differences.get().isEmpty(), () -> String.join("\n", differences.get()));
    }

    private static void await(BooleanSupplier condition, Supplier<String> otherwise) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - deadline > 0) {
                throw new AssertionError(otherwise.get());
            }
            LockSupport.parkNanos(100_000_000);
        }
    }

    private OrderRecord record(Symbol symbol, String link) {
        return ours.account.order(ref(symbol, link)).orElseThrow();
    }

    private List<Decimal> prices(String link) {
        return ours.account.fills(ref(LINEAR, link)).stream()
                .map(OrderFill::price)
                .distinct()
                .toList();
    }

    private static NewOrder.Builder buy(Symbol symbol, String qty, String price) {
        return NewOrder.limit(symbol, OrderSide.BUY, decimal(qty), decimal(price));
    }

    private static NewOrder.Builder sell(Symbol symbol, String qty, String price) {
        return NewOrder.limit(symbol, OrderSide.SELL, decimal(qty), decimal(price));
    }

    private static NewOrder.Builder conditional(NewOrder.Builder order, int direction, String trigger) {
        return order.trigger(new NewOrder.Trigger(decimal(trigger), direction, TriggerBy.LAST_PRICE, ""));
    }

    private static NewOrder.Builder atOnce(NewOrder.Builder order) {
        return order.timeInForce(io.jaybit.account.TimeInForce.IOC);
    }

    private static OrderRef ref(Symbol symbol, String link) {
        return OrderRef.byLinkId(symbol, SdkAccount.link(link, symbol.category().text()));
    }

    private static CategoryType category(Symbol symbol) {
        return symbol.category() == Category.SPOT ? CategoryType.SPOT : CategoryType.LINEAR;
    }

    private static Decimal decimal(String number) {
        return Decimal.parse(number);
    }

    private static Decimal decimal(BigDecimal number) {
        return Decimal.parse(number.toPlainString());
    }

    private static String text(BigDecimal number) {
        return number.toPlainString();
    }
}
