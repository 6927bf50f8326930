package io.jaybit.client.internal.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.jaybit.market.AdlAlert;
import io.jaybit.market.Channel;
import io.jaybit.market.InsurancePool;
import io.jaybit.market.Kline;
import io.jaybit.market.PriceLimit;
import io.jaybit.market.Ticker;
import io.jaybit.market.TickerField;
import io.jaybit.market.Topic;
import io.jaybit.simulator.ExchangeConfig;
import io.jaybit.simulator.exchange.Category;
import io.jaybit.simulator.exchange.Market;
import io.jaybit.simulator.feed.CandleSeries;
import io.jaybit.simulator.feed.Interval;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Streams that tell a state: once trading has stopped, the client's last word is the exchange's. */
class TrueStatesTest {
    /** Of an option: they go on changing by themselves, as time runs out. */
    private static final Set<TickerField> GREEKS =
            Set.of(TickerField.DELTA, TickerField.GAMMA, TickerField.VEGA, TickerField.THETA);

    private final SimulatedVenue venue =
            new SimulatedVenue(ExchangeConfig.calm(3).withPreset(null), SessionConfig.defaults(), 20);

    @ParameterizedTest
    @EnumSource(Category.class)
    void aTickerHasTheFiguresOfItsMarket(Category category) {
        Market market = first(category);
        Topic topic = Topic.of(Channel.valueOf(category.name()), "tickers." + market.symbol());
        trade(market, topic);

        Ticker ticker = (Ticker) venue.states.get(topic.toString());
        Map<String, String> figures = venue.exchange.feeds().ticker(market);

        int compared = 0;
        for (TickerField field : TickerField.values()) {
            String told = ticker.text(field);
            if (told != null && !GREEKS.contains(field) && figures.containsKey(field.text())) {
                assertThat(told).as(field.text()).isEqualTo(figures.get(field.text()));
                compared++;
            }
        }
        assertThat(compared).isGreaterThan(4);
        assertThat(ticker.lastPrice().toBigDecimal()).isEqualByComparingTo(price(market, market.lastPrice()));
    }

    @ParameterizedTest
    @EnumSource(
            value = Category.class,
            names = {"SPOT", "LINEAR", "INVERSE"})
    void aCandleHasTheTradesOfItsMinute(Category category) {
        Market market = first(category);
        Topic topic = Topic.of(Channel.valueOf(category.name()), "kline.1." + market.symbol());
        trade(market, topic);

        Kline kline = (Kline) venue.states.get(topic.toString());
        CandleSeries candles = venue.exchange
                .feeds()
                .history(market)
                .candles(
                        Interval.parse("1").orElseThrow(),
                        venue.exchange.timeline().now());

        assertThat(kline.startEpochMillis()).isEqualTo(candles.start(0));
        assertThat(kline.open().toBigDecimal()).isEqualByComparingTo(price(market, candles.open(0)));
        assertThat(kline.high().toBigDecimal()).isEqualByComparingTo(price(market, candles.high(0)));
        assertThat(kline.low().toBigDecimal()).isEqualByComparingTo(price(market, candles.low(0)));
        assertThat(kline.close().toBigDecimal()).isEqualByComparingTo(price(market, candles.close(0)));
        assertThat(kline.volume()).isEqualByComparingTo(market.instrument().sizeOf(candles.volume(0)));
    }

    @ParameterizedTest
    @EnumSource(
            value = Category.class,
            names = {"SPOT", "LINEAR", "INVERSE"})
    void priceLimitsFollowTheMark(Category category) {
        Market market = first(category);
        Topic topic = Topic.of(Channel.valueOf(category.name()), "priceLimit." + market.symbol());
        venue.subscribe(topic);
        venue.run(Duration.ofSeconds(1));
        long mark = market.markPrice() + 50;
        venue.exchange.exchange().price(market, mark, mark);
        venue.run(Duration.ofSeconds(1));

        PriceLimit limit = (PriceLimit) venue.states.get(topic.toString());

        assertThat(limit.highestBid().toBigDecimal()).isEqualByComparingTo(price(market, market.buyLimit()));
        assertThat(limit.lowestAsk().toBigDecimal()).isEqualByComparingTo(price(market, market.sellLimit()));
    }

    @Test
    void poolsAndAlertsHaveTheBalanceThatTheExchangeHas() {
        Market market = first(Category.LINEAR);
        venue.exchange.exchange().insure(market, new BigDecimal("50000"));
        venue.subscribe(Topic.of(Channel.LINEAR, "insurance.USDT"), Topic.of(Channel.LINEAR, "adlAlert.USDT"));
        venue.run(Duration.ofSeconds(3));
        venue.exchange.exchange().insure(market, new BigDecimal("-12345.678"));
        venue.run(Duration.ofSeconds(3));

        InsurancePool pool = (InsurancePool) venue.states.get("linear/insurance.USDT " + market.symbol());
        AdlAlert alert = (AdlAlert) venue.states.get("linear/adlAlert.USDT " + market.symbol());
        var truth = venue.exchange.exchange().insurance().pool(market);

        assertThat(pool.balance()).isEqualByComparingTo(truth.balance()).isEqualByComparingTo("37654.322");
        assertThat(pool.coin()).isEqualTo("USDT");
        assertThat(alert.balance()).isEqualByComparingTo(truth.balance());
        assertThat(alert.drawdown()).isEqualByComparingTo(truth.drawdown());
    }

    private void trade(Market market, Topic topic) {
        Bustle bustle = new Bustle(venue.exchange, market, 5, 50);
        venue.subscribe(topic);
        venue.run(Duration.ofSeconds(20));
        bustle.end();
        venue.run(Duration.ofSeconds(3));
        assertThat(venue.wrongs).isEmpty();
        assertThat(venue.trades.lost()).isNotEmpty();
    }

    private Market first(Category category) {
        return venue.exchange.exchange().markets().stream()
                .filter(market -> market.category() == category)
                .findFirst()
                .orElseThrow();
    }

    private static BigDecimal price(Market market, long ticks) {
        return market.instrument().priceOf(ticks);
    }
}
