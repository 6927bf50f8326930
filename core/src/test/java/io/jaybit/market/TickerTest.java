package io.jaybit.market;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TickerTest {
    private static final Topic TOPIC = Topic.of(Channel.LINEAR, "tickers.BTCUSDT");
    private static final Symbol SYMBOL = new Symbol(Category.LINEAR, "BTCUSDT");

    private final TickerUpdate update = new TickerUpdate(TOPIC, SYMBOL);

    @Test
    void aDeltaChangesWhatItCarriesAndNothingElse() {
        Ticker first = snapshot(TickerField.LAST_PRICE, "65000.10", TickerField.MARK_PRICE, "65001");

        Ticker merged = delta(first, TickerField.MARK_PRICE, "65002.0");

        assertThat(merged.lastPrice()).hasToString("65000.10");
        assertThat(merged.markPrice()).hasToString("65002.0");
        assertThat(first.markPrice()).as("a ticker never changes").hasToString("65001");
    }

    @Test
    void aSnapshotForgetsWhatItDoesNotCarry() {
        Ticker first = snapshot(TickerField.LAST_PRICE, "1", TickerField.MARK_PRICE, "2");

        update.begin(TOPIC, SYMBOL, 5);
        update.setSnapshot(true);
        update.set(TickerField.LAST_PRICE, "3");
        Ticker second = update.mergeInto(first);

        assertThat(second.lastPrice()).hasToString("3");
        assertThat(second.text(TickerField.MARK_PRICE)).isNull();
    }

    @Test
    void aDeltaWithoutASnapshotIsDropped() {
        update.begin(TOPIC, SYMBOL, 5);
        update.set(TickerField.LAST_PRICE, "3");

        assertThat(update.mergeInto(null)).isNull();
    }

    @Test
    void whatIsAbsentStaysAbsentAndWhatIsEmptyIsNoNumber() {
        Ticker ticker = snapshot(TickerField.FUNDING_RATE, "", TickerField.LAST_PRICE, "1");

        assertThat(ticker.text(TickerField.FUNDING_RATE)).isEmpty();
        assertThat(ticker.fundingRate()).isNull();
        assertThat(ticker.number(TickerField.FUNDING_RATE)).isNull();
        assertThat(ticker.text(TickerField.INDEX_PRICE)).isNull();
        assertThat(ticker.indexPrice()).isNull();
        assertThat(ticker.nextFundingEpochMillis()).isEmpty();
        assertThat(ticker.fundingIntervalHours()).isEmpty();
        assertThat(ticker.bidPrice()).isNull();
    }

    @Test
    void aDeltaCanEmptyAField() {
        Ticker first = snapshot(TickerField.BID1_PRICE, "1", TickerField.BID1_SIZE, "2");

        Ticker merged = delta(first, TickerField.BID1_PRICE, "");

        assertThat(merged.bidPrice()).isNull();
        assertThat(merged.bidSize()).hasToString("2");
    }

    @Test
    void bidAndAskAreReadUnderEitherName() {
        Ticker linear = snapshot(TickerField.BID1_PRICE, "1", TickerField.ASK1_SIZE, "2");
        Ticker option = snapshot(TickerField.BID_PRICE, "3", TickerField.ASK_SIZE, "4");

        assertThat(linear.bidPrice()).hasToString("1");
        assertThat(linear.askSize()).hasToString("2");
        assertThat(option.bidPrice()).hasToString("3");
        assertThat(option.askSize()).hasToString("4");
    }

    @Test
    void numbersLongerThanADecimalAreStillThere() {
        Ticker ticker = snapshot(TickerField.TURNOVER_24H, "123456789012345.123456789", TickerField.LAST_PRICE, "1e3");

        assertThat(ticker.decimal(TickerField.TURNOVER_24H)).isNull();
        assertThat(ticker.number(TickerField.TURNOVER_24H)).isEqualByComparingTo("123456789012345.123456789");
        assertThat(ticker.lastPrice()).isNull();
        assertThat(ticker.number(TickerField.LAST_PRICE)).isEqualByComparingTo("1000");
    }

    @Test
    void nonsenseIsNoNumber() {
        Ticker ticker = snapshot(TickerField.LAST_PRICE, "x", TickerField.VOLUME_24H, "9".repeat(65));

        assertThat(ticker.lastPrice()).isNull();
        assertThat(ticker.number(TickerField.LAST_PRICE)).isNull();
        assertThat(ticker.number(TickerField.VOLUME_24H)).isNull();
        assertThat(ticker.text(TickerField.LAST_PRICE)).isEqualTo("x");
    }

    @Test
    void fundingTimesAreWholeNumbers() {
        Ticker ticker =
                snapshot(TickerField.NEXT_FUNDING_TIME, "1784908800000", TickerField.FUNDING_INTERVAL_HOUR, "8");

        assertThat(ticker.nextFundingEpochMillis()).hasValue(1_784_908_800_000L);
        assertThat(ticker.fundingIntervalHours()).hasValue(8);
        Ticker never = snapshot(TickerField.NEXT_FUNDING_TIME, "0", TickerField.FUNDING_INTERVAL_HOUR, "8.0");
        assertThat(never.nextFundingEpochMillis()).isEmpty();
        assertThat(never.fundingIntervalHours()).hasValue(8);
        Ticker odd = snapshot(TickerField.NEXT_FUNDING_TIME, "12.5", TickerField.FUNDING_INTERVAL_HOUR, "0.5");
        assertThat(odd.nextFundingEpochMillis()).isEmpty();
        assertThat(odd.fundingIntervalHours()).isEmpty();
    }

    @Test
    void theCrossSequenceIsTheLastFramesOwn() {
        Ticker first = snapshot(TickerField.LAST_PRICE, "1", TickerField.MARK_PRICE, "2");
        assertThat(first.crossSequence()).isEmpty();

        update.begin(TOPIC, SYMBOL, 5);
        update.setCrossSequence(77);
        assertThat(update.mergeInto(first).crossSequence()).hasValue(77);
        assertThat(delta(first, TickerField.LAST_PRICE, "3").crossSequence()).isEmpty();
    }

    private Ticker snapshot(TickerField field, String text, TickerField other, String otherText) {
        update.begin(TOPIC, SYMBOL, 5);
        update.setSnapshot(true);
        update.set(field, text);
        update.set(other, otherText);
        return update.mergeInto(null);
    }

    private Ticker delta(Ticker before, TickerField field, String text) {
        update.begin(TOPIC, SYMBOL, 6);
        update.set(field, text);
        return update.mergeInto(before);
    }
}
