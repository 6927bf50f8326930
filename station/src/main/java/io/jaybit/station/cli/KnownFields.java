package io.jaybit.station.cli;

import io.jaybit.market.TickerField;
import io.jaybit.market.TopicKind;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;

/** The names of the fields that the venue's pages give, by kind of topic: what a check-up compares with. */
final class KnownFields {
    private static final Set<String> ENVELOPE =
            Set.of("topic", "type", "ts", "data", "cts", "cs", "id", "creationTime");
    private static final Set<String> TICKER = tickerFields();

    private KnownFields() {}

    private static Set<String> tickerFields() {
        Set<String> names = new HashSet<>(ENVELOPE);
        names.add("symbol");
        Arrays.stream(TickerField.values()).forEach(field -> names.add(field.text()));
        return Set.copyOf(names);
    }

    static Set<String> of(TopicKind kind) {
        return switch (kind) {
            case ORDER_BOOK, FULL_ORDER_BOOK, RPI_ORDER_BOOK -> with("s", "b", "a", "u", "seq");
            case TRADE -> with("T", "s", "S", "v", "p", "L", "i", "BT", "RPI", "seq", "mP", "iP", "mIv", "iv");
            case TICKER -> TICKER;
            case KLINE ->
                with(
                        "start",
                        "end",
                        "interval",
                        "open",
                        "close",
                        "high",
                        "low",
                        "volume",
                        "turnover",
                        "confirm",
                        "timestamp");
            case LIQUIDATION -> with("T", "s", "S", "v", "p");
            case LEGACY_LIQUIDATION -> with("updatedTime", "symbol", "side", "size", "price");
            case PRICE_LIMIT -> with("symbol", "buyLmt", "sellLmt");
            case INSURANCE -> with("coin", "symbols", "balance", "updateTime");
            case ADL_ALERT -> with("c", "s", "b", "mb", "i_pr", "pr", "adl_tt", "adl_sr");
            case SYSTEM_STATUS ->
                with(
                        "title",
                        "state",
                        "begin",
                        "end",
                        "href",
                        "serviceTypes",
                        "product",
                        "uidSuffix",
                        "maintainType",
                        "env");
            case OTHER -> ENVELOPE;
        };
    }

    private static Set<String> with(String... names) {
        Set<String> all = new HashSet<>(ENVELOPE);
        all.addAll(Arrays.asList(names));
        return all;
    }
}
