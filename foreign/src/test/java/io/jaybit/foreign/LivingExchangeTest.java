package io.jaybit.foreign;

import static org.assertj.core.api.Assertions.assertThat;

import com.bybit.api.client.config.BybitApiConfig;
import com.bybit.api.client.domain.websocket_message.public_channel.KlineData;
import com.bybit.api.client.domain.websocket_message.public_channel.PublicTickerData;
import com.bybit.api.client.domain.websocket_message.public_channel.WebSocketKlineMessage;
import com.bybit.api.client.domain.websocket_message.public_channel.WebSocketTickerMessage;
import com.bybit.api.client.domain.websocket_message.public_channel.WebSocketTradeMessage;
import com.fasterxml.jackson.databind.JsonNode;
import io.jaybit.simulator.ExchangeServer;
import io.jaybit.simulator.Speed;
import io.jaybit.simulator.wire.StreamPath;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.knowm.xchange.bybit.dto.BybitCategory;
import org.knowm.xchange.dto.marketdata.OrderBook;

/** The public streams of an exchange that lives: what both clients hold is what it really had. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(120)
class LivingExchangeTest {
    private final ExchangeServer server = Venues.exchange(new Speed(4));
    private final MarketWitness witness = server.ask(exchange -> MarketWitness.of(exchange, "BTCUSDT"));

    @AfterAll
    void close() {
        server.close();
    }

    @Test
    void theSdkIsToldEveryTradeInOrder() throws Exception {
        List<String> told = new ArrayList<>();
        try (OfficialSdk sdk = sdk("publicTrade.BTCUSDT")) {
            while (told.size() < 20) {
                sdk.next(1, WebSocketTradeMessage.class).get(0).getData().stream()
                        .map(trade -> MarketWitness.trade(trade.getI(), trade.getP(), trade.getV()))
                        .forEach(told::add);
            }
        }

        List<String> happened = happened();
        int first = happened.indexOf(told.get(0));
        assertThat(first).isNotNegative();
        assertThat(happened.subList(first, first + told.size())).isEqualTo(told);
    }

    @Test
    void theTradesOfXChangeHaveHappened() throws Exception {
        try (XChange xchange = xchange()) {
            List<String> told = xchange.market()
                    .getTrades(XChange.BTC)
                    .take(20)
                    .map(trade -> MarketWitness.trade(
                            trade.getId(),
                            trade.getPrice().toPlainString(),
                            trade.getOriginalAmount().toPlainString()))
                    .toList()
                    .blockingGet();

            assertThat(told).doesNotHaveDuplicates();
            assertThat(happened()).containsAll(told);
        }
    }

    @Test
    void everyBookThatXChangeHoldsIsOneThatTheExchangeHad() {
        try (XChange xchange = xchange()) {
            List<List<String>> held = xchange.market()
                    .getOrderBook(XChange.BTC)
                    .map(LivingExchangeTest::levels)
                    .take(200)
                    .toList()
                    .blockingGet();

            assertWereSo(held);
        }
    }

    @Test
    void theFramesOfTheSdkMakeTheBooksThatTheExchangeHad() throws Exception {
        List<JsonNode> frames;
        try (OfficialSdk sdk = sdk("orderbook.50.BTCUSDT")) {
            frames = sdk.next(100).stream().map(Frames::parse).toList();
        }

        List<List<String>> held = new ArrayList<>();
        for (int i = 1; i <= frames.size(); i++) {
            held.add(Frames.bookAfter(frames.subList(0, i)).stream()
                    .map(level -> level.split(" x "))
                    .map(level -> MarketWitness.level(level[0], level[1]))
                    .toList());
        }
        assertWereSo(held);
    }

    @Test
    void theTopOfXChangeIsNeverCrossed() {
        try (XChange xchange = xchange()) {
            List<OrderBook> tops = xchange.market()
                    .getOrderBook(XChange.BTC, 1)
                    .take(50)
                    .toList()
                    .blockingGet();

            assertThat(tops).allSatisfy(top -> {
                assertThat(top.getBids()).hasSize(1);
                assertThat(top.getAsks()).hasSize(1);
                assertThat(top.getBids().get(0).getLimitPrice())
                        .isLessThan(top.getAsks().get(0).getLimitPrice());
            });
        }
    }

    @Test
    void theCandlesOfTheSdkAreWholeMinutesAroundTradesThatHappened() throws Exception {
        try (OfficialSdk sdk = sdk("kline.1.BTCUSDT")) {
            List<KlineData> candles = sdk.next(5, WebSocketKlineMessage.class).stream()
                    .flatMap(message -> message.getData().stream())
                    .toList();

            assertThat(candles).isNotEmpty().allSatisfy(candle -> {
                assertThat(candle.getStart() % 60_000).isZero();
                assertThat(candle.getEnd()).isEqualTo(candle.getStart() + 59_999);
                assertThat(number(candle.getHigh()))
                        .isGreaterThanOrEqualTo(number(candle.getOpen()))
                        .isGreaterThanOrEqualTo(number(candle.getClose()));
                assertThat(number(candle.getLow()))
                        .isLessThanOrEqualTo(number(candle.getOpen()))
                        .isLessThanOrEqualTo(number(candle.getClose()));
                assertThat(wasTradedAt(candle.getClose())).isTrue();
            });
        }
    }

    @Test
    void theTickerOfTheSdkIsThatOfTheMarket() throws Exception {
        try (OfficialSdk sdk = sdk("tickers.BTCUSDT")) {
            WebSocketTickerMessage first =
                    sdk.next(1, WebSocketTickerMessage.class).get(0);
            PublicTickerData ticker = first.getData();

            assertThat(first.getType()).isEqualTo("snapshot");
            assertThat(number(ticker.getBid1Price())).isLessThan(number(ticker.getAsk1Price()));
            assertThat(number(ticker.getMarkPrice()).divide(number(ticker.getIndexPrice()), MathContext.DECIMAL32))
                    .isBetween(number("0.99"), number("1.01"));
            assertThat(wasTradedAt(ticker.getLastPrice())).isTrue();
        }
    }

    private List<String> happened() {
        return server.ask(exchange -> witness.trades());
    }

    private boolean wasTradedAt(String price) {
        return server.ask(exchange -> witness.sawTradeAt(number(price)));
    }

    /** In the order of time, too. */
    private void assertWereSo(List<List<String>> held) {
        List<Integer> moments = server.ask(exchange -> witness.moments(held));

        assertThat(moments).doesNotContain(-1);
    }

    private OfficialSdk sdk(String topic) {
        return new OfficialSdk(server.webSocketAddress(), BybitApiConfig.V5_PUBLIC_LINEAR, List.of(topic));
    }

    private XChange xchange() {
        return new XChange(server.webSocketAddress(), StreamPath.LINEAR, BybitCategory.LINEAR);
    }

    /** Written down at once: XChange goes on changing the book that it gives. */
    private static List<String> levels(OrderBook book) {
        return XChange.levels(book).stream()
                .map(level -> level.split(" x "))
                .map(level -> MarketWitness.level(level[0], level[1]))
                .toList();
    }

    private static BigDecimal number(String text) {
        return new BigDecimal(text);
    }
}
