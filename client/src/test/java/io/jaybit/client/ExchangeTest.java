package io.jaybit.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.jaybit.market.Channel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExchangeTest {
    @ParameterizedTest
    @CsvSource({
        "mainnet, wss://stream.bybit.com/v5/public/linear, https://api.bybit.com",
        "testnet, wss://stream-testnet.bybit.com/v5/public/linear, https://api-testnet.bybit.com",
        "demo-trading, wss://stream.bybit.com/v5/public/linear, https://api-demo.bybit.com",
        "tr, wss://stream.bybit.tr/v5/public/linear, https://api.bybit.tr",
        "ge, wss://stream.bybitgeorgia.ge/v5/public/linear, https://api.bybitgeorgia.ge",
        "jp, wss://stream.manepa.jp/v5/public/linear, https://api.manepa.jp",
        "EU, wss://stream.bybit.eu/v5/public/linear, https://api.bybit.eu",
        "ae, wss://stream.bybit.com/v5/public/linear, https://api.bybit.ae",
        "ws://127.0.0.1:9100, ws://127.0.0.1:9100/v5/public/linear, http://127.0.0.1:9100",
        "wss://relay.example/bybit/, wss://relay.example/bybit/v5/public/linear, https://relay.example/bybit",
    })
    void namesAndAddressesLeadToHosts(String text, String stream, String rest) {
        Exchange exchange = Exchange.parse(text);

        assertThat(exchange.stream(Channel.LINEAR)).hasToString(stream);
        assertThat(exchange.rest()).hasToString(rest);
    }

    @Test
    void demoTradingHasItsOwnPrivateStreamAndNoOrderEntry() {
        Exchange demo = Exchange.demoTrading();

        assertThat(demo.stream(Channel.PRIVATE)).hasToString("wss://stream-demo.bybit.com/v5/private");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> demo.stream(Channel.TRADE))
                .withMessageContaining("no order entry by socket");
    }

    @Test
    void plainDemoIsRefusedAndExplained() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Exchange.parse("demo"))
                .withMessageContaining("demo-trading")
                .withMessageContaining("./jaybit demo");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "mars",
                "http://127.0.0.1:80",
                "ws://",
                "ws://host/v5/public/linear",
                "ws://user:secret@host",
                "ws://host?x=1",
                "ws://ho st",
            })
    void anythingElseIsRefusedWithoutRepeatingASecret(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Exchange.parse(text))
                .satisfies(refusal -> assertThat(refusal.getMessage()).doesNotContain("secret"));
    }

    @Test
    void anUnknownNameIsToldWhatThereIs() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Exchange.parse("mars"))
                .withMessageContaining("mainnet, testnet, demo-trading, tr, id, kz, ge, jp, eu, nl, ae")
                .withMessageContaining("ws://HOST:PORT");
    }

    @Test
    void aProxyNeverPrintsItsPassword() {
        ProxyServer proxy = ProxyServer.parse("socks5://me:secret@127.0.0.1:1080");

        assertThat(proxy.kind()).isEqualTo(ProxyServer.Kind.SOCKS5);
        assertThat(proxy.password()).isEqualTo("secret");
        assertThat(proxy).hasToString("socks5://me:…@127.0.0.1:1080");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ProxyServer.parse("ftp://me:secret@host:1"))
                .satisfies(refusal -> assertThat(refusal.getMessage()).doesNotContain("secret"));
    }
}
