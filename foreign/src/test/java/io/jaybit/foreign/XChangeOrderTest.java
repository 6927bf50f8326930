package io.jaybit.foreign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.reactivex.rxjava3.observers.TestObserver;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.knowm.xchange.Exchange;
import org.knowm.xchange.bybit.dto.BybitCategory;
import org.knowm.xchange.bybit.dto.account.walletbalance.BybitAccountType;
import org.knowm.xchange.bybit.dto.trade.BybitPlaceOrderPayload;
import org.knowm.xchange.bybit.service.BybitAccountService;
import org.knowm.xchange.bybit.service.BybitException;
import org.knowm.xchange.bybit.service.BybitTradeService;
import org.knowm.xchange.currency.CurrencyPair;
import org.knowm.xchange.dto.Order;
import org.knowm.xchange.dto.Order.OrderStatus;
import org.knowm.xchange.dto.Order.OrderType;
import org.knowm.xchange.dto.account.OpenPosition;
import org.knowm.xchange.dto.trade.LimitOrder;
import org.knowm.xchange.dto.trade.MarketOrder;
import org.knowm.xchange.exceptions.NotYetImplementedForExchangeException;

/** Private streams and orders through XChange. It places and amends; it has neither cancel, nor open orders, nor executions. */
@Timeout(60)
class XChangeOrderTest {
    private final Venue venue = Venues.open();
    private final Exchange rest = XChange.rest(venue, venue.secret());
    private final BybitTradeService trade = (BybitTradeService) rest.getTradeService();

    @AfterEach
    void close() {
        venue.close();
    }

    /** It sends the time of its signature as a string, where the venue documents a number. */
    @Test
    void itSignsIn() {
        try (XChange xchange = new XChange(venue, venue.secret())) {
            xchange.awaitSignedIn();
        }
    }

    @Test
    void anOrderIsPlacedAndAmendedAndThePushesTellIt() throws Exception {
        try (XChange xchange = new XChange(venue, venue.secret()).awaitSignedIn()) {
            TestObserver<Order> orders =
                    xchange.account().getOrderChanges(BybitCategory.LINEAR).test();
            xchange.awaitSubscriptions(1);

            LimitOrder order = order("0.002", "x-1").build();
            String id = trade.placeLimitOrder(order);
            Order fresh = next(orders, pushed -> pushed.getStatus() == OrderStatus.NEW);
            String amended = trade.amendOrder(LimitOrder.Builder.from(order)
                    .id(id)
                    .originalAmount(new BigDecimal("0.003"))
                    .build());
            Order larger = next(orders, pushed -> isNumber(pushed.getOriginalAmount(), "0.003"));

            assertThat(List.of(fresh.getId(), amended, larger.getId())).containsOnly(id);
            assertThat(fresh.getUserReference()).isEqualTo("x-1");
            assertThat(fresh.getInstrument()).isEqualTo(XChange.BTC);
            assertThat(((LimitOrder) fresh).getLimitPrice()).isEqualByComparingTo(order.getLimitPrice());
            assertThat(fresh.getOriginalAmount()).isEqualByComparingTo("0.002");
        }
    }

    @Test
    void aFillReachesItAsOrderAndPosition() throws Exception {
        try (XChange xchange = new XChange(venue, venue.secret()).awaitSignedIn()) {
            TestObserver<Order> orders =
                    xchange.account().getOrderChanges(BybitCategory.LINEAR).test();
            TestObserver<OpenPosition> positions =
                    xchange.account().getPositionChanges(BybitCategory.LINEAR).test();
            xchange.awaitSubscriptions(2);

            String id = trade.placeMarketOrder(new MarketOrder.Builder(OrderType.BID, XChange.BTC)
                    .originalAmount(new BigDecimal("0.002"))
                    .userReference("x-2")
                    .build());

            Order filled = next(orders, pushed -> pushed.getStatus() == OrderStatus.FILLED);
            OpenPosition position = next(positions, pushed -> isNumber(pushed.getSize(), "0.002"));
            assertThat(filled.getId()).isEqualTo(id);
            assertThat(filled.getCumulativeAmount()).isEqualByComparingTo("0.002");
            assertThat(position.getType()).isEqualTo(OpenPosition.Type.LONG);
            assertThat(position.getInstrument()).isEqualTo(XChange.BTC);
        }
    }

    /** It asks in every category for the id; in those that do not know it the answer has to be an empty list, not an error. */
    @Test
    void anOrderIsFoundByItsId() throws Exception {
        String id = trade.placeLimitOrder(order("0.002", "x-3").build());

        assertThat(trade.getOrder(id)).singleElement().satisfies(found -> {
            assertThat(found.getId()).isEqualTo(id);
            assertThat(found.getStatus()).isEqualTo(OrderStatus.NEW);
            assertThat(found.getOriginalAmount()).isEqualByComparingTo("0.002");
            assertThat(found.getInstrument())
                    .as("it takes every order for one of spot")
                    .isEqualTo(CurrencyPair.BTC_USDT);
        });
    }

    @Test
    void instrumentsOfAllCategoriesAreRead() throws Exception {
        rest.remoteInit();

        assertThat(rest.getExchangeMetaData().getInstruments())
                .containsKeys(CurrencyPair.BTC_USDT, XChange.BTC)
                .hasEntrySatisfying(XChange.BTC, rules -> {
                    assertThat(rules.getPriceStepSize()).isEqualByComparingTo("0.1");
                    assertThat(rules.getAmountStepSize()).isEqualByComparingTo("0.001");
                });
    }

    /**
     * {@code "availableToWithdraw":""}: since January 2025 the venue leaves it empty for unified accounts, the only ones there are. XChange
     * makes a number of it; its raw service, which keeps the texts, reads the same answer.
     */
    @Test
    void itCannotReadTheBalancesOfAUnifiedAccount() throws Exception {
        BybitAccountService accounts = (BybitAccountService) rest.getAccountService();

        assertThat(accounts.getWalletBalances(BybitAccountType.UNIFIED)
                        .getResult()
                        .getList()
                        .get(0)
                        .getCoin())
                .anySatisfy(coin -> {
                    assertThat(coin.getCoin()).isEqualTo("USDT");
                    assertThat(new BigDecimal(coin.getEquity())).isPositive();
                    assertThat(coin.getAvailableToWithdraw()).isEmpty();
                });
        assertThatThrownBy(accounts::getAccountInfo).isInstanceOf(NumberFormatException.class);
    }

    @Test
    void aWrongSecretIsRefused() {
        BybitTradeService forged =
                (BybitTradeService) XChange.rest(venue, "wrong").getTradeService();

        assertThatThrownBy(() -> forged.placeLimitOrder(order("0.002", "x-4").build()))
                .isInstanceOfSatisfying(
                        BybitException.class,
                        refusal -> assertThat(refusal.getRetCode()).isEqualTo(10004));
    }

    @Test
    void itCannotCancel() {
        assertThatThrownBy(() -> trade.cancelOrder("any")).isInstanceOf(NotYetImplementedForExchangeException.class);
    }

    /** {@code "qty":"1E-7"}: the venue takes plain decimals only. XChange writes small amounts as Java does. */
    @Test
    void itWritesSmallAmountsWithAnExponent() {
        BybitPlaceOrderPayload payload =
                new BybitPlaceOrderPayload("spot", "BTCUSDT", "Buy", "Limit", new BigDecimal("0.0000001"), "x-5");

        assertThat(payload.getQty()).isEqualTo("1E-7");
    }

    /** A buy that rests: a tenth under the best bid, in whole dollars. */
    private LimitOrder.Builder order(String size, String link) throws Exception {
        BigDecimal bid = rest.getMarketDataService().getTicker(XChange.BTC).getBid();
        return new LimitOrder.Builder(OrderType.BID, XChange.BTC)
                .limitPrice(bid.multiply(new BigDecimal("0.9")).setScale(0, RoundingMode.DOWN))
                .originalAmount(new BigDecimal(size))
                .userReference(link);
    }

    private static boolean isNumber(BigDecimal number, String expected) {
        return number.compareTo(new BigDecimal(expected)) == 0;
    }

    /** The first of what was or will be observed that is as wanted. */
    private static <T> T next(TestObserver<T> observer, Predicate<T> wanted) {
        Frames.await(() -> {
            observer.assertNoErrors();
            return observer.values().stream().anyMatch(wanted);
        });
        return observer.values().stream().filter(wanted).findFirst().orElseThrow();
    }
}
