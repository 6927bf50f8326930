package io.jaybit.client.internal.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;

class RequestsTest {
    @Test
    void subscribeAndUnsubscribe() {
        assertThat(Requests.subscribe("sub-1", List.of("orderbook.50.BTCUSDT", "publicTrade.BTCUSDT")))
                .isEqualTo(
                        "{\"req_id\":\"sub-1\",\"op\":\"subscribe\",\"args\":[\"orderbook.50.BTCUSDT\",\"publicTrade.BTCUSDT\"]}");
        assertThat(Requests.unsubscribe("sub-2", List.of("publicTrade.BTCUSDT")))
                .isEqualTo("{\"req_id\":\"sub-2\",\"op\":\"unsubscribe\",\"args\":[\"publicTrade.BTCUSDT\"]}");
    }

    @Test
    void pingIsAText() {
        assertThat(Requests.ping("ping-3")).isEqualTo("{\"req_id\":\"ping-3\",\"op\":\"ping\"}");
        assertThat(Requests.tradePing("ping-3")).isEqualTo("{\"reqId\":\"ping-3\",\"op\":\"ping\"}");
    }

    @Test
    void loginCarriesTheExpiryAsANumber() {
        assertThat(Requests.login("auth-1", "demoKey", 1784900000000L, "cb38", false))
                .isEqualTo("{\"req_id\":\"auth-1\",\"op\":\"auth\",\"args\":[\"demoKey\",1784900000000,\"cb38\"]}");
        assertThat(Requests.login("auth-1", "demoKey", 1784900000000L, "cb38", true))
                .startsWith("{\"reqId\":\"auth-1\",\"op\":\"auth\"");
    }

    @Test
    void textIsEscaped() {
        assertThat(Requests.login("a", "k\"\\", 1, "s\n", false))
                .isEqualTo("{\"req_id\":\"a\",\"op\":\"auth\",\"args\":[\"k\\\"\\\\\",1,\"s\\n\"]}");
    }

    @Test
    void idsNeverRepeat() {
        RequestIds ids = new RequestIds();

        assertThat(ids.next("sub")).isEqualTo("sub-1");
        assertThat(ids.next("ping")).isEqualTo("ping-2");
        assertThat(ids.next("sub")).isEqualTo("sub-3");
    }

    @Test
    void badRequestsAreRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> Requests.subscribe("s", List.of()));
        assertThatIllegalArgumentException().isThrownBy(() -> Requests.ping(""));
        assertThatIllegalArgumentException().isThrownBy(() -> Requests.ping("a\"b"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Requests.ping("a".repeat(37)))
                .withMessageContaining("1 to 36");
    }

    @Test
    void aLoginIsShownWithoutItsArguments() {
        assertThat(Requests.withoutSecrets(
                        "{\"req_id\":\"10001\",\"op\":\"auth\",\"args\":[\"key\",1784900000000,\"signature\"]}"))
                .isEqualTo("{\"req_id\":\"10001\",\"op\":\"auth\",\"args\":[\"…\"]}");
        String subscribe = "{\"req_id\":\"1\",\"op\":\"subscribe\",\"args\":[\"order\"]}";
        assertThat(Requests.withoutSecrets(subscribe)).isEqualTo(subscribe);
    }
}
