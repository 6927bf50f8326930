package io.jaybit.recorder.database;

import static org.assertj.core.api.Assertions.assertThat;

import io.jaybit.market.AdlAlert;
import io.jaybit.market.Category;
import io.jaybit.market.Channel;
import io.jaybit.market.Decimal;
import io.jaybit.market.InsurancePool;
import io.jaybit.market.PriceLimit;
import io.jaybit.market.Symbol;
import io.jaybit.market.SystemStatus;
import io.jaybit.market.Topic;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VenueTablesTest {
    private static final long AT = 1_795_000_000_000L;

    @TempDir
    Path folder;

    @Test
    void whatTheVenueSaysOfItselfIsARowOnce() throws Exception {
        PriceLimit limit = new PriceLimit(
                Topic.of(Channel.LINEAR, "priceLimit.BTCUSDT"),
                new Symbol(Category.LINEAR, "BTCUSDT"),
                Decimal.parse("66000.5"),
                Decimal.parse("63999.5"),
                AT,
                AT,
                AT * 1_000_000);
        InsurancePool pool = new InsurancePool(
                Topic.of(Channel.LINEAR, "insurance.USDT"),
                "USDT",
                List.of("GOATUSDT", "ABCUSDT"),
                new BigDecimal("20352.32"),
                AT,
                AT,
                AT * 1_000_000);
        AdlAlert alert = new AdlAlert(
                Topic.of(Channel.LINEAR, "adlAlert.USDT"),
                "USDT",
                "ABCUSDT",
                new BigDecimal("19873.46"),
                new BigDecimal("-0.3"),
                null,
                new BigDecimal("10000"),
                new BigDecimal("-0.25"),
                AT,
                AT,
                AT * 1_000_000);
        SystemStatus status = new SystemStatus(
                Topic.of(Channel.STATUS, "system.status"),
                "4d95",
                "maintenance, of \"matching\"",
                SystemStatus.State.parse("scheduled"),
                AT + 60_000,
                OptionalLong.empty(),
                "",
                List.of(2, 3),
                List.of(1),
                List.of(),
                "1",
                "1",
                AT,
                AT,
                AT * 1_000_000);
        try (EmbeddedDatabase database =
                EmbeddedDatabase.open(DatabaseSettings.in(folder.resolve("db")), VenueTables.ALL)) {
            for (int times = 0; times < 2; times++) {
                database.append(VenueTables.PRICE_LIMITS, limit, 0);
                database.append(VenueTables.INSURANCE, pool, 0);
                database.append(VenueTables.ADL_ALERTS, alert, 0);
                database.append(VenueTables.SYSTEM_STATUS, status, 0);
                database.commit();
            }
            database.awaitShown();
            assertThat(rows(database, "SELECT symbol, highest_bid, lowest_ask FROM price_limits"))
                    .containsExactly(List.of("BTCUSDT", "66000.5", "63999.5"));
            assertThat(rows(database, "SELECT coin, symbols, balance FROM insurance"))
                    .containsExactly(List.of("USDT", "GOATUSDT,ABCUSDT", "20352.32"));
            assertThat(rows(database, "SELECT symbol, balance, trigger_ratio, drawdown, stop_ratio FROM adl_alerts"))
                    .containsExactly(List.of("ABCUSDT", "19873.46", "-0.3", "", "-0.25"));
            assertThat(rows(database, "SELECT id, state, title, ends FROM system_status"))
                    .containsExactly(List.of("4d95", "scheduled", "maintenance, of \"matching\"", ""));
        }
    }

    private static List<List<String>> rows(EmbeddedDatabase database, String statement) {
        List<List<String>> rows = new ArrayList<>();
        database.query(statement, new QueryResult() {
            @Override
            public void columns(List<String> names, List<String> types) {}

            @Override
            public boolean row(List<String> values) {
                rows.add(values);
                return true;
            }
        });
        return rows;
    }
}
