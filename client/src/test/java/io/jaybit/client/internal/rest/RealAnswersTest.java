package io.jaybit.client.internal.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.jaybit.client.internal.wire.Node;
import io.jaybit.client.internal.wire.UnreadableFrame;
import io.jaybit.market.BookUpdate;
import io.jaybit.market.Category;
import io.jaybit.market.Channel;
import io.jaybit.market.FundingRate;
import io.jaybit.market.Instrument;
import io.jaybit.market.Kline;
import io.jaybit.market.OpenInterest;
import io.jaybit.market.Symbol;
import io.jaybit.market.Ticker;
import io.jaybit.market.Topic;
import io.jaybit.market.Trade;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Answers the venue once gave, or its pages show. Skipped where the captures are absent. */
class RealAnswersTest {
    @Test
    void everyInstrumentOfAnOldLinearListIsRead() throws Exception {
        List<Instrument> instruments =
                MarketReader.instruments(result("result_market-get-instruments-info-inverse.json"), Category.LINEAR);

        assertThat(instruments).hasSizeGreaterThan(100);
        Instrument first = instruments.get(0);
        assertThat(first.symbol().name()).isEqualTo("10000NFTUSDT");
        assertThat(first.kind().value()).isEqualTo(Instrument.Kind.LINEAR_PERPETUAL);
        assertThat(first.tickSize()).hasToString("0.000005");
        assertThat(first.sizeStep()).hasToString("10");
        assertThat(first.fundingIntervalMinutes()).hasValue(480);
        assertThat(first.deliveryEpochMillis()).isEmpty();
        assertThat(instruments).allSatisfy(one -> {
            assertThat(one.kind().value()).isNotEqualTo(Instrument.Kind.UNRECOGNISED);
            assertThat(one.isTrading()).isTrue();
        });
    }

    @Test
    void spotInstrumentsTakeTheBasePrecisionAsStep() throws Exception {
        List<Instrument> instruments =
                MarketReader.instruments(result("result_market-get-instruments-info-spot.json"), Category.SPOT);

        Instrument bitcoin = instruments.get(0);
        assertThat(bitcoin.sizeStep()).hasToString("0.000001");
        assertThat(bitcoin.settleCoin()).isEqualTo("USDT");
        assertThat(bitcoin.minNotional()).isEqualByComparingTo("1");
        assertThat(bitcoin.isTrading()).isTrue();
        assertThat(instruments).extracting(one -> one.symbol().name()).contains("EOSUSDT");
    }

    @Test
    void optionsTellPutFromCall() throws Exception {
        Instrument option = MarketReader.instruments(
                        answer("fixtures_nautilus/http_get_instruments_option.json"), Category.OPTION)
                .get(0);

        assertThat(option.kind().value()).isEqualTo(Instrument.Kind.PUT);
        assertThat(option.settleCoin()).isEqualTo("USDC");
        assertThat(option.deliveryEpochMillis()).hasValue(1780005000000L);
    }

    @Test
    void anOrderBookIsASnapshot() throws Exception {
        Topic topic = Topic.of(Channel.SPOT, "orderbook.5.BTCUSDT");

        BookUpdate book = MarketReader.book(answer("orderbook_spot_testnet_20231223.json"), topic, Category.SPOT);

        assertThat(book.isSnapshot()).isTrue();
        assertThat(book.updateId()).isEqualTo(1458765);
        assertThat(book.hasSeq()).isFalse();
        assertThat(book.bids().count()).isEqualTo(5);
        assertThat(book.bids().price(0)).isEqualTo(297149);
        assertThat(book.asks().size(4)).isEqualTo(553);
        assertThat(book.asks().sizeScale(4)).isEqualTo(6);
    }

    @Test
    void tradesComeOldestFirst() throws Exception {
        List<Trade> trades = MarketReader.trades(answer("recent-trade_spot_testnet_20231223.json"), Category.SPOT);

        assertThat(trades)
                .isSortedAccordingTo(
                        (one, other) -> Long.compare(one.exchangeEpochMillis(), other.exchangeEpochMillis()));
        assertThat(trades.get(trades.size() - 1).id()).hasToString("2100000000055371969");
        assertThat(MarketReader.trades(result("result_market-get-public-trading-history.json"), Category.LINEAR))
                .isNotEmpty();
    }

    @Test
    void candlesComeOldestFirst() throws Exception {
        Symbol symbol = new Symbol(Category.SPOT, "BTCUSDT");

        List<Kline> klines = MarketReader.klines(result("result_market-get-kline.json"), symbol, "D");

        assertThat(klines).hasSizeGreaterThan(100);
        assertThat(klines)
                .isSortedAccordingTo((one, other) -> Long.compare(one.startEpochMillis(), other.startEpochMillis()));
        Kline last = klines.get(klines.size() - 1);
        assertThat(last.startEpochMillis()).isEqualTo(1713744000000L);
        assertThat(last.endEpochMillis()).isEqualTo(1713830399999L);
        assertThat(last.turnover()).isEqualByComparingTo("8017306629.63402469");
    }

    @Test
    void everyTickerOfASpotListIsRead() throws Exception {
        List<Ticker> tickers = MarketReader.tickers(result("result_market-get-tickers-spot.json"), Category.SPOT);

        assertThat(tickers.get(0).bidPrice()).hasToString("1.21");
        assertThat(tickers.get(1).bidPrice()).isNull();
        assertThat(tickers).allSatisfy(one -> assertThat(one.lastPrice()).isNotNull());
    }

    @Test
    void fundingAndOpenInterestComeOldestFirst() throws Exception {
        List<FundingRate> rates =
                MarketReader.fundingRates(result("result_market-get-funding-rate-history.json"), Category.LINEAR);
        List<OpenInterest> open = MarketReader.openInterest(
                result("result_market-get-open-interest.json"), new Symbol(Category.LINEAR, "BTCUSDT"));

        assertThat(rates.get(rates.size() - 1).rate()).hasToString("0.0001");
        assertThat(rates).isSortedAccordingTo((one, other) -> Long.compare(one.epochMillis(), other.epochMillis()));
        assertThat(open.get(4).size()).isEqualByComparingTo("60928.344");
    }

    private static RestClient.Answer answer(String file) throws IOException, UnreadableFrame {
        Node envelope = parse(file);
        return new RestClient.Answer(
                file, envelope.get("result"), envelope.get("retExtInfo"), Texts.longOr(envelope.get("time"), 0), 1);
    }

    private static RestClient.Answer result(String file) throws IOException, UnreadableFrame {
        return new RestClient.Answer(file, parse(file), parse(file), 0, 1);
    }

    private static Node parse(String file) throws IOException, UnreadableFrame {
        Path path = Path.of(System.getProperty("jaybit.shared", "absent"), "data/bybit/rest", file);
        assumeTrue(Files.exists(path), () -> "no captures here: " + path);
        byte[] bytes = Files.readAllBytes(path);
        return Node.parse(bytes, 0, bytes.length);
    }
}
