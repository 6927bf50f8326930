package io.jaybit.market;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TopicTest {
    @ParameterizedTest
    @CsvSource({
        "orderbook.50.BTCUSDT, ORDER_BOOK, 50, BTCUSDT",
        "orderbook.25.BTC-25SEP26-90000-C-USDT, ORDER_BOOK, 25, BTC-25SEP26-90000-C-USDT",
        "orderbook.25.SOLUSDT_SOL/USDT, ORDER_BOOK, 25, SOLUSDT_SOL/USDT",
        "orderbook.full.MNTUSDT, FULL_ORDER_BOOK, '', MNTUSDT",
        "orderbook.rpi.BTCUSDT, RPI_ORDER_BOOK, '', BTCUSDT",
        "publicTrade.BTCUSDT, TRADE, '', BTCUSDT",
        "publicTrade.BTC, TRADE, '', BTC",
        "tickers.BTCUSDT, TICKER, '', BTCUSDT",
        "kline.1.BTCUSDT, KLINE, 1, BTCUSDT",
        "kline.D.BTCUSDT, KLINE, D, BTCUSDT",
        "allLiquidation.ROSEUSDT, LIQUIDATION, '', ROSEUSDT",
        "liquidation.BTCUSDT, LEGACY_LIQUIDATION, '', BTCUSDT",
        "priceLimit.BTCUSDT, PRICE_LIMIT, '', BTCUSDT",
        "insurance.USDT, INSURANCE, '', USDT",
        "adlAlert.USDT, ADL_ALERT, '', USDT",
        "system.status, SYSTEM_STATUS, '', ''",
        "earn.dualassets.offers, OTHER, '', ''",
        "orderbook.BTCUSDT, OTHER, '', ''",
        "orderbook.x.BTCUSDT, OTHER, '', ''",
        "orderbook..BTCUSDT, OTHER, '', ''",
        "orderbook.50., OTHER, '', ''",
        "orderbook.12345678901234567890.BTCUSDT, OTHER, '', ''",
        "orderbook.full., OTHER, '', ''",
        "orderbook.rpi., OTHER, '', ''",
        "publicTrade., OTHER, '', ''",
        "kline.1, OTHER, '', ''",
        "tickersBTCUSDT, OTHER, '', ''",
        "system.status.x, OTHER, '', ''",
    })
    void theNameTellsKindArgumentAndTarget(String name, TopicKind kind, String argument, String target) {
        Topic topic = Topic.of(Channel.LINEAR, name);

        assertThat(topic.kind()).isEqualTo(kind);
        assertThat(topic.argument()).isEqualTo(argument);
        assertThat(topic.target()).isEqualTo(target);
        assertThat(topic.name()).isEqualTo(name);
    }

    @Test
    void theSameNameOnAnotherChannelIsAnotherTopic() {
        Topic linear = Topic.of(Channel.LINEAR, "orderbook.50.BTCUSDT");

        assertThat(linear)
                .isEqualTo(Topic.of(Channel.LINEAR, "orderbook.50.BTCUSDT"))
                .hasSameHashCodeAs(Topic.of(Channel.LINEAR, "orderbook.50.BTCUSDT"))
                .isNotEqualTo(Topic.of(Channel.SPOT, "orderbook.50.BTCUSDT"))
                .isNotEqualTo(Topic.of(Channel.LINEAR, "orderbook.200.BTCUSDT"));
        assertThat(linear).hasToString("linear/orderbook.50.BTCUSDT");
        assertThat(Topic.of(Channel.STATUS, "system.status")).hasToString("/v5/public/misc/status/system.status");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "a\"b", "a\\b", "a\nb", "tickers.ÄÖ"})
    void whatCannotStandInARequestIsRefused(String name) {
        assertThatThrownBy(() -> Topic.of(Channel.LINEAR, name)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void onlyTopicsWithoutARhythmMayBeQuiet() {
        assertThat(TopicKind.LIQUIDATION.mayBeQuiet()).isTrue();
        assertThat(TopicKind.SYSTEM_STATUS.mayBeQuiet()).isTrue();
        assertThat(TopicKind.ORDER_BOOK.mayBeQuiet()).isFalse();
        assertThat(TopicKind.TICKER.mayBeQuiet()).isFalse();
    }
}
