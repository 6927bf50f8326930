package io.jaybit.recorder.dump;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jaybit.coverage.Cause;
import io.jaybit.market.Category;
import io.jaybit.market.Decimal;
import io.jaybit.market.Symbol;
import io.jaybit.market.TakerSide;
import io.jaybit.market.Trade;
import io.jaybit.market.TradeId;
import io.jaybit.recorder.database.CoverageRow;
import io.jaybit.recorder.database.DatabaseSettings;
import io.jaybit.recorder.database.EmbeddedDatabase;
import io.jaybit.recorder.database.MarketTables;
import io.jaybit.recorder.database.QueryResult;
import io.jaybit.recorder.database.Span;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An import adds what is missing, once, and leaves what was heard as it is; an audit tells one from the other. */
class DumpImportTest {
    private static final String HEADER = "timestamp,symbol,side,size,price,tickDirection,trdMatchID,foreignNotional\n";
    private static final String SPOT_HEADER = "id,timestamp,price,volume,side,rpi\n";
    private static final Symbol OWN = new Symbol(Category.LINEAR, "OWNUSDT");
    private static final Symbol OWN_SPOT = new Symbol(Category.SPOT, "OWNUSDT");
    private static final long MIDNIGHT = Instant.parse("2026-11-20T00:00:00Z").toEpochMilli();
    private static final long DAY = 86_400_000;

    @TempDir
    Path folder;

    private EmbeddedDatabase database;

    @BeforeEach
    void open() throws IOException {
        database = EmbeddedDatabase.open(DatabaseSettings.in(folder.resolve("db")), MarketTables.ALL);
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void whatWasHeardStaysAndWhatWasMissedIsAdded() throws IOException {
        heard(OWN, id(1), 500, "100.50", "2");
        heard(OWN, id(2), 1_500, "100.50", "2");
        ImportResult result =
                run(day(row(1, 500.9, "100.5", "2") + row(3, 700, "101", "0.5") + row(2, 1500.1, "100.5", "2.0")));
        assertThat(result.imported()).isEqualTo(1);
        assertThat(result.known()).isEqualTo(2);
        assertThat(rows("SELECT id, seq, block, received FROM trades WHERE seq != null ORDER BY time"))
                .extracting(row -> row.subList(0, 3))
                .containsExactly(List.of(id(1), "7", "true"), List.of(id(2), "7", "true"));
        assertThat(rows(
                        "SELECT time, category, symbol, side, price, size, notional, seq, received FROM trades WHERE id = '"
                                + id(3) + "'"))
                .containsExactly(List.of(
                        "2026-11-20T00:00:00.700000Z", "linear", "OWNUSDT", "Buy", "101", "0.5", "50.5", "", ""));
    }

    @Test
    void twiceIsTheSameAsOnceAndARepeatedIdIsOneTrade() throws IOException {
        String text = row(1, 500, "100", "1") + row(2, 400, "100", "1") + row(1, 500, "100", "1");
        ImportResult first = run(day(text));
        assertThat(first.imported()).isEqualTo(2);
        assertThat(first.repeated()).isEqualTo(1);
        assertThat(first.recovered()).containsExactly(new Span(MIDNIGHT, MIDNIGHT + DAY));
        ImportResult second = run(day(text));
        assertThat(second.imported()).isZero();
        assertThat(second.known()).isEqualTo(2);
        assertThat(second.recovered()).isEmpty();
        assertThat(rows("SELECT count() FROM trades")).containsExactly(List.of("2"));
        assertThat(rows("SELECT count() FROM coverage")).containsExactly(List.of("1"));
    }

    /** A dump that rounds to seconds, say. */
    @Test
    void anIdIsKnownAtAnotherMillisecondToo() throws IOException {
        heard(OWN, id(1), 999, "100", "1");
        heard(OWN, id(2), 2_900, "100", "1");
        Path dump = Dumps.gzip(folder.resolve("x.csv.gz"), HEADER + row(1, 0, "100", "1") + row(2, 2_000, "100", "1"));
        ImportResult result = run(dump);
        assertThat(result.imported()).isZero();
        assertThat(result.known()).isEqualTo(2);
        AuditResult audit = audit(dump);
        assertThat(audit.both()).isEqualTo(2);
        assertThat(audit.otherTime()).isEqualTo(2);
        assertThat(audit.onlyRecorded()).isZero();
    }

    @Test
    void onSpotEqualTradesAreCountedSinceIdsMeanNothing() throws IOException {
        heard(OWN_SPOT, "2290000000900000001", 500, "100", "1");
        heard(OWN_SPOT, "2290000000900000002", 500, "100.0", "1");
        String text = SPOT_HEADER
                + spotRow(1, 500, "100", "1")
                + spotRow(2, 500, "100", "1")
                + spotRow(3, 500, "100", "1")
                + spotRow(4, 501, "100", "1");
        Path dump = Dumps.gzip(folder.resolve("OWNUSDT_2026-11-20.csv.gz"), text);
        ImportResult first = run(dump);
        assertThat(first.imported()).isEqualTo(2);
        assertThat(first.known()).isEqualTo(2);
        assertThat(run(dump).imported()).isZero();
        assertThat(rows("SELECT id FROM trades WHERE seq = null ORDER BY time, id"))
                .containsExactly(List.of("dump-3"), List.of("dump-4"));
        AuditResult audit = audit(dump);
        assertThat(audit.both()).isEqualTo(4);
        assertThat(audit.imported()).isEqualTo(2);
        assertThat(audit.isAlarm()).isFalse();
    }

    @Test
    void aDumpWithNothingInCommonIsRefused() throws IOException {
        heard(OWN, id(1), 500, "100", "1");
        assertThatThrownBy(() -> run(day(row(2, 500, "100", "1") + row(3, 600, "100", "1"))))
                .isInstanceOf(StrangeIdsException.class)
                .hasMessageContaining("the recording has 1 trades of linear:OWNUSDT");
        assertThat(rows("SELECT count() FROM trades")).containsExactly(List.of("1"));
        assertThat(rows("SELECT count() FROM coverage")).containsExactly(List.of("0"));
    }

    @Test
    void onlyHolesAreRecoveredAndWhatTheRecordingSaysIsNotTouched() throws IOException {
        covered(MIDNIGHT + 1_000, MIDNIGHT + 5_000, "SEEN");
        covered(MIDNIGHT + 5_000, MIDNIGHT + 6_000, "UNSEEN");
        covered(MIDNIGHT + 6_000, MIDNIGHT + DAY + 4_000, "SEEN");
        ImportResult result = run(day(row(1, 500, "100", "1") + row(2, 5_400, "100", "1")));
        assertThat(result.recovered())
                .containsExactly(new Span(MIDNIGHT, MIDNIGHT + 1_000), new Span(MIDNIGHT + 5_000, MIDNIGHT + 6_000));
        assertThat(rows("SELECT time, until, state FROM coverage ORDER BY time"))
                .as("the hole is still what the recording says")
                .containsExactly(
                        List.of("2026-11-20T00:00:00.000001Z", "2026-11-20T00:00:01.000000Z", "RECOVERED"),
                        List.of("2026-11-20T00:00:01.000000Z", "2026-11-20T00:00:05.000000Z", "SEEN"),
                        List.of("2026-11-20T00:00:05.000000Z", "2026-11-20T00:00:06.000000Z", "UNSEEN"),
                        List.of("2026-11-20T00:00:05.000001Z", "2026-11-20T00:00:06.000000Z", "RECOVERED"),
                        List.of("2026-11-20T00:00:06.000000Z", "2026-11-21T00:00:04.000000Z", "SEEN"));
        assertThat(Recorded.coverage(database::query, DumpRow.topic(OWN)).stretches().stream()
                        .mapToLong(stretch -> stretch.span().millis())
                        .sum())
                .isEqualTo(DAY + 4_000);
    }

    @Test
    void aDumpWithABadRowRecoversNoTime() throws IOException {
        ImportResult result = run(day(row(1, 500, "100", "1") + "nonsense\n" + row(2, 600, "100", "1")));
        assertThat(result.imported()).isEqualTo(2);
        assertThat(result.isWhole()).isFalse();
        assertThat(result.recovered()).isEmpty();
        assertThat(rows("SELECT count() FROM coverage")).containsExactly(List.of("0"));
    }

    @Test
    void whatDoesNotAgreeIsToldByKindAndAddedUpExactly() throws IOException {
        covered(MIDNIGHT, MIDNIGHT + 2_000, "SEEN");
        covered(MIDNIGHT + 2_000, MIDNIGHT + 3_000, "UNSEEN");
        covered(MIDNIGHT + 3_000, MIDNIGHT + DAY, "SEEN");
        heard(OWN, id(1), 100, "100", "0.1");
        heard(OWN, id(2), 200, "100", "0.2");
        heard(OWN, id(3), 300, "100", "0.7");
        heard(OWN, id(9), 3_500, "100", "0.4");
        heard(new Symbol(Category.INVERSE, "OWNUSDT"), id(8), 3_500, "100", "0.4");
        heard(OWN, id(7), DAY + 500, "100", "5");
        Path dump = day(row(6, 4_000, "100", "0.000000001")
                + row(5, 2_999, "100", "7")
                + row(3, 300, "100.5", "0.7")
                + row(2, 200, "100", "0.2")
                + row(2, 200, "100", "0.2")
                + row(1, 100, "100", "0.10"));
        AuditResult audit = audit(dump);
        assertThat(audit.both()).isEqualTo(3);
        assertThat(audit.imported()).isZero();
        assertThat(audit.missed()).isEqualTo(1);
        assertThat(audit.inHoles()).isEqualTo(1);
        assertThat(audit.onlyRecorded()).isEqualTo(1);
        assertThat(audit.different()).isEqualTo(1);
        assertThat(audit.repeated()).isEqualTo(1);
        assertThat(audit.otherTime()).isZero();
        assertThat(audit.dumpVolume()).isEqualByComparingTo("8.200000001");
        assertThat(audit.recordedVolume()).isEqualByComparingTo("1.4");
        assertThat(audit.missedVolume()).isEqualByComparingTo("0.000000001");
        assertThat(audit.inHolesVolume()).isEqualByComparingTo("7");
        assertThat(audit.onlyRecordedVolume()).isEqualByComparingTo("0.4");
        assertThat(audit.isAlarm()).isTrue();
        assertThat(audit.findings().stream().map(finding -> finding.kind() + " " + finding.id()))
                .containsExactlyInAnyOrder(
                        "MISSED " + id(6), "IN_A_HOLE " + id(5), "ONLY_RECORDED " + id(9), "DIFFERENT " + id(3));
    }

    @Test
    void whatIsMissingInHolesAloneIsNoAlarm() throws IOException {
        covered(MIDNIGHT, MIDNIGHT + 2_000, "SEEN");
        heard(OWN, id(1), 100, "100", "1");
        Path dump = day(row(1, 100, "100", "1") + row(2, 2_000, "100", "1"));
        AuditResult before = audit(dump);
        assertThat(before.inHoles()).isEqualTo(1);
        assertThat(before.isAlarm()).isFalse();
        run(dump);
        AuditResult after = audit(dump);
        assertThat(after.both()).isEqualTo(2);
        assertThat(after.imported()).isEqualTo(1);
        assertThat(after.inHoles()).isZero();
        assertThat(after.isAlarm()).isFalse();
    }

    private ImportResult run(Path dump) throws IOException {
        shown();
        return new DumpImport(database).run(DumpFile.open(dump, null, null));
    }

    private AuditResult audit(Path dump) throws IOException {
        shown();
        return DumpAudit.run(DumpFile.open(dump, null, null), database::query);
    }

    private void shown() {
        database.commit();
        database.awaitShown();
    }

    private Path day(String rows) throws IOException {
        return Dumps.gzip(folder.resolve("OWNUSDT2026-11-20.csv.gz"), HEADER + rows);
    }

    private static String id(int number) {
        return new UUID(0x1234_5678_0000_5000L, 0x8000_0000_0000_0000L + number).toString();
    }

    private static String row(int id, double afterMidnight, String price, String size) {
        String time = BigDecimal.valueOf(MIDNIGHT)
                .add(BigDecimal.valueOf(afterMidnight))
                .movePointLeft(3)
                .toPlainString();
        String value = new BigDecimal(price).multiply(new BigDecimal(size)).toString();
        return time + ",OWNUSDT,Buy," + size + "," + price + ",PlusTick," + id(id) + "," + value + "\n";
    }

    private static String spotRow(int id, long afterMidnight, String price, String size) {
        return id + "," + (MIDNIGHT + afterMidnight) + "," + price + "," + size + ",buy,0\n";
    }

    private void heard(Symbol symbol, String id, long afterMidnight, String price, String size) {
        long time = MIDNIGHT + afterMidnight;
        database.append(
                MarketTables.TRADES,
                new Trade(
                        DumpRow.topic(symbol),
                        symbol,
                        TradeId.of(id),
                        TakerSide.BUY,
                        Decimal.parse(price),
                        Decimal.parse(size),
                        null,
                        true,
                        false,
                        OptionalLong.of(7),
                        null,
                        time,
                        time + 3,
                        (time + 20) * 1_000_000),
                0);
    }

    private void covered(long from, long until, String state) {
        Set<Cause> causes = state.equals("SEEN") ? Set.of() : Set.of(Cause.DISCONNECTED);
        database.append(MarketTables.COVERAGE, new CoverageRow(DumpRow.topic(OWN), from, until, state, causes, 0), 0);
    }

    private List<List<String>> rows(String statement) {
        List<List<String>> rows = new ArrayList<>();
        database.query(statement, new QueryResult() {
            @Override
            public void columns(List<String> names, List<String> types) {}

            @Override
            public boolean row(List<String> values) {
                return rows.add(values);
            }
        });
        return rows;
    }
}
