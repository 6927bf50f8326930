package io.jaybit.client.internal.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.jaybit.account.DisconnectProtectionUpdate;
import io.jaybit.account.Execution;
import io.jaybit.account.FastExecution;
import io.jaybit.account.Greeks;
import io.jaybit.account.OrderUpdate;
import io.jaybit.account.Origin;
import io.jaybit.account.PositionUpdate;
import io.jaybit.account.SpreadExecution;
import io.jaybit.account.SpreadOrderUpdate;
import io.jaybit.account.WalletUpdate;
import io.jaybit.feed.AccountSink;
import io.jaybit.feed.Frame;
import io.jaybit.feed.FrameDecoder.Verdict;
import io.jaybit.feed.MarketSink;
import io.jaybit.market.Category;
import io.jaybit.market.Channel;
import io.jaybit.market.Symbol;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Frames of the private channel, from bytes to events. */
class PrivateFramesTest implements AccountSink {
    private static final String FAST =
            "{\"symbol\":\"ICPUSD\",\"execId\":\"%s\",\"execPrice\":\"12.015\",\"execQty\":\"%s\","
                    + "\"orderId\":\"o\",\"isMaker\":true,\"orderLinkId\":\"\",\"side\":\"Sell\",\"execTime\":\"1784900012334\",\"seq\":1}";

    private final List<Object> events = new ArrayList<>();
    private final WireDecoder decoder = new WireDecoder(Channel.PRIVATE, control -> {}, this);

    @Test
    void aRowWithoutCategoryBelongsToItsTopics() {
        assertThat(read(decoder, frame("execution.fast.inverse", FAST.formatted("e", "5"))))
                .isEqualTo(Verdict.DATA);
        FastExecution fill = (FastExecution) events.get(0);
        assertThat(fill.symbol()).isEqualTo(new Symbol(Category.INVERSE, "ICPUSD"));
        assertThat(fill.origin())
                .isEqualTo(new Origin(Origin.Source.FAST_STREAM, 1_784_900_000_123L, Reading.RECEIVED));
        assertThat(decoder.lastPushedEpochMillis()).isEqualTo(1_784_900_000_123L);
        assertThat(String.valueOf(decoder.lastTopic())).isEqualTo("/v5/private/execution.fast.inverse");
    }

    @Test
    void ofAFrameWithOneUnreadableRowNothingIsEmitted() {
        String rows = FAST.formatted("first", "5") + "," + FAST.formatted("second", "many");
        assertThat(read(decoder, frame("execution.fast.linear", rows))).isEqualTo(Verdict.UNREADABLE);
        assertThat(events).isEmpty();
        assertThat(decoder.complaint()).startsWith("execution.fast: execQty is not a number: \"many\"");
        assertThat(read(decoder, frame("execution.fast.linear", FAST.formatted("third", "5"))))
                .isEqualTo(Verdict.DATA);
        assertThat(events).hasSize(1);
    }

    @Test
    void everyFamilyReachesItsMethod() {
        read(decoder, frame("order", AccountReaderTest.CONDITIONAL_ORDER));
        read(decoder, frame("execution", AccountReaderTest.FILL));
        read(decoder, frame("position.option", AccountReaderTest.POSITION));
        read(decoder, frame("wallet", AccountReaderTest.WALLET));
        read(decoder, frame("dcp.option", "{\"armed\":\"yes\"}"));
        read(
                decoder,
                "{\"topic\":\"greeks\",\"creationTime\":1,\"data\":{\"baseCoin\":\"ETH\",\"totalDelta\":\"1\","
                        + "\"totalGamma\":\"2\",\"totalVega\":\"3\",\"totalTheta\":\"4\"}}");
        assertThat(events)
                .hasExactlyElementsOfTypes(
                        OrderUpdate.class,
                        Execution.class,
                        PositionUpdate.class,
                        WalletUpdate.class,
                        DisconnectProtectionUpdate.class,
                        Greeks.class);
        assertThat(((DisconnectProtectionUpdate) events.get(4)).product()).isEqualTo("option");
    }

    @Test
    void whatIsNoTopicOfTheAccountIsUnknownAndSoIsAllWithoutASink() {
        for (String name : List.of("order.moon", "position.spot", "wallet.linear", "strategy", "dcp", "dcp.")) {
            assertThat(read(decoder, frame(name, "{}"))).as(name).isEqualTo(Verdict.UNKNOWN_TOPIC);
        }
        WireDecoder deaf = new WireDecoder(Channel.PRIVATE, control -> {});
        assertThat(read(deaf, frame("wallet", AccountReaderTest.WALLET))).isEqualTo(Verdict.UNKNOWN_TOPIC);
        assertThat(read(decoder, "{\"topic\":\"wallet\",\"creationTime\":1}")).isEqualTo(Verdict.UNREADABLE);
        assertThat(events).isEmpty();
    }

    private static String frame(String topic, String rows) {
        return "{\"id\":\"1\",\"topic\":\"" + topic + "\",\"creationTime\":1784900000123,\"data\":[" + rows + "]}";
    }

    private static Verdict read(WireDecoder with, String text) {
        byte[] bytes = text.getBytes(UTF_8);
        MarketSink nobody = Reading.on(Channel.PRIVATE);
        return with.decode(new Frame().set(bytes, 0, bytes.length, Channel.PRIVATE, 1, 1, Reading.RECEIVED, 5), nobody);
    }

    @Override
    public void onOrder(OrderUpdate order) {
        events.add(order);
    }

    @Override
    public void onExecution(Execution execution) {
        events.add(execution);
    }

    @Override
    public void onFastExecution(FastExecution execution) {
        events.add(execution);
    }

    @Override
    public void onPosition(PositionUpdate position) {
        events.add(position);
    }

    @Override
    public void onWallet(WalletUpdate wallet) {
        events.add(wallet);
    }

    @Override
    public void onGreeks(Greeks greeks) {
        events.add(greeks);
    }

    @Override
    public void onDisconnectProtection(DisconnectProtectionUpdate update) {
        events.add(update);
    }

    @Override
    public void onSpreadOrder(SpreadOrderUpdate order) {
        events.add(order);
    }

    @Override
    public void onSpreadExecution(SpreadExecution execution) {
        events.add(execution);
    }
}
