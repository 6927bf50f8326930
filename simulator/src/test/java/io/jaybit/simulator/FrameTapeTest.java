package io.jaybit.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jaybit.simulator.wire.StreamPath;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FrameTapeTest {
    private final FrameTape.Builder builder = new FrameTape.Builder();

    @Test
    void recordedAcksAreLeftOutAndBrokenLinesCounted() {
        builder.add(StreamPath.LINEAR, bytes("{\"success\":true,\"op\":\"subscribe\"}"))
                .add(StreamPath.LINEAR, bytes("{\"topic\":\"tickers.A\",\"ts\":1"))
                .add(StreamPath.LINEAR, bytes("ticker"))
                .add(StreamPath.LINEAR, book("snapshot", 1000, 5));

        FrameTape tape = builder.build();

        assertThat(tape.size()).isEqualTo(1);
        assertThat(tape.controlFrames()).isEqualTo(1);
        assertThat(tape.unreadableLines()).isEqualTo(2);
        assertThat(tape.topics(StreamPath.LINEAR)).containsExactly("orderbook.50.BTCUSDT");
        assertThat(tape.topics(StreamPath.SPOT)).isEmpty();
    }

    @Test
    void severalFilesAreMergedByTimeAndPackedOnesUnpacked(@TempDir Path folder) throws Exception {
        Path plain = folder.resolve("a.jsonl");
        Path packed = folder.resolve("b.jsonl.gz");
        Files.write(plain, concat(book("snapshot", 1000, 5), book("delta", 1040, 6)));
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(packed))) {
            out.write(concat(book("delta", 1020, 99)));
        }

        FrameTape tape = builder.add(StreamPath.LINEAR, plain)
                .add(StreamPath.LINEAR, packed)
                .build();

        assertThat(tape.frame(0).epochMillis()).isEqualTo(1000);
        assertThat(tape.frame(1).epochMillis()).isEqualTo(1020);
        assertThat(tape.frame(2).epochMillis()).isEqualTo(1040);
    }

    @Test
    void pausesArePlayedButHugeHolesAreNot() {
        builder.add(StreamPath.LINEAR, book("snapshot", 1000, 5))
                .add(StreamPath.LINEAR, book("delta", 1020, 6))
                .add(StreamPath.LINEAR, book("delta", 90_000_000, 7))
                .add(StreamPath.LINEAR, book("delta", 80_000_000, 8));

        FrameTape tape = builder.build();

        assertThat(tape.pauseMillis(-1, 0, false)).as("the first at once").isZero();
        assertThat(tape.pauseMillis(0, 1, false)).isEqualTo(20);
        assertThat(tape.pauseMillis(1, 2, false)).isEqualTo(5_000);
        assertThat(tape.pauseMillis(2, 3, false)).as("time that runs backwards").isZero();
        assertThat(tape.pauseMillis(1, 0, true)).as("before a lap").isEqualTo(2_000);
    }

    @Test
    void betweenRecordingsOfDifferentDaysThePauseIsShort() {
        FrameTape tape = builder.add(StreamPath.LINEAR, book("snapshot", 1_000, 5))
                .add(StreamPath.LINEAR, book("delta", 5_000, 6))
                .file()
                .add(StreamPath.LINEAR, trade(90_000_000))
                .add(StreamPath.LINEAR, trade(90_003_000))
                .build();

        assertThat(tape.pauseMillis(0, 1, false)).as("within a file").isEqualTo(4_000);
        assertThat(tape.pauseMillis(1, 2, false)).isEqualTo(2_000);
        assertThat(tape.pauseMillis(2, 3, false)).isEqualTo(3_000);
    }

    @Test
    void aNewcomerStartsAtTheLastSnapshotBeforeHim() {
        builder.add(StreamPath.LINEAR, book("snapshot", 1000, 5))
                .add(StreamPath.LINEAR, book("delta", 1020, 6))
                .add(StreamPath.LINEAR, book("snapshot", 1040, 7))
                .add(StreamPath.LINEAR, trade(1050))
                .add(StreamPath.LINEAR, book("delta", 1060, 8))
                .add(StreamPath.LINEAR, book("delta", 1080, 9));

        FrameTape tape = builder.build();

        assertThat(tape.catchUp(StreamPath.LINEAR, "orderbook.50.BTCUSDT", 5)).containsExactly(2, 4);
        assertThat(tape.catchUp(StreamPath.LINEAR, "orderbook.50.BTCUSDT", 0)).isEmpty();
        assertThat(tape.catchUp(StreamPath.LINEAR, "publicTrade.BTCUSDT", 5))
                .as("trades build on nothing")
                .isEmpty();
    }

    @Test
    void aDeltaBeforeTheFirstSnapshotIsPlayedOnceOnly() {
        builder.add(StreamPath.LINEAR, book("delta", 980, 4)).add(StreamPath.LINEAR, book("snapshot", 1000, 5));

        FrameTape tape = builder.build();

        assertThat(tape.isOrphan(0)).isTrue();
        assertThat(tape.isOrphan(1)).isFalse();
    }

    @Test
    void aRestartKeepsItsUpdateIdOnLaterLaps() {
        FrameTape tape = builder.add(StreamPath.LINEAR, book("snapshot", 1000, 1))
                .add(StreamPath.LINEAR, book("delta", 1020, 2))
                .build();

        assertThat(new String(tape.text(0, 3), StandardCharsets.UTF_8)).contains("\"u\":1,", "\"ts\":4000");
        assertThat(new String(tape.text(1, 3), StandardCharsets.UTF_8)).contains("\"u\":5,");
    }

    @Test
    void theInventedMarketIsTheSameForTheSameSeed() {
        FrameTape one = InventedMarket.tape(7, 1_784_900_000_000L, 2);
        FrameTape two = InventedMarket.tape(7, 1_784_900_000_000L, 2);

        assertThat(one.size()).isEqualTo(two.size()).isGreaterThan(100);
        assertThat(one.unreadableLines()).isZero();
        for (int i = 0; i < one.size(); i++) {
            assertThat(one.frame(i).text()).isEqualTo(two.frame(i).text());
        }
    }

    @Test
    void aPaceThatIsNoneIsRefusedWithWhatIsAllowed() {
        assertThat(Pace.parse("realtime")).isEqualTo(Pace.REALTIME);
        assertThat(Pace.parse("MAX")).isEqualTo(Pace.MAX);
        assertThat(Pace.parse("500/s")).hasToString("500/s");
        assertThatThrownBy(() -> Pace.parse("0/s")).hasMessageContaining("allowed: realtime, max");
    }

    private static byte[] book(String type, long time, long u) {
        return bytes("{\"topic\":\"orderbook.50.BTCUSDT\",\"type\":\"" + type + "\",\"ts\":" + time
                + ",\"data\":{\"s\":\"BTCUSDT\",\"b\":[],\"a\":[],\"u\":" + u + ",\"seq\":" + (u + 100) + "},\"cts\":"
                + time + "}");
    }

    private static byte[] trade(long time) {
        return bytes("{\"topic\":\"publicTrade.BTCUSDT\",\"type\":\"snapshot\",\"ts\":" + time + ",\"data\":[]}");
    }

    private static byte[] concat(byte[]... lines) {
        StringBuilder text = new StringBuilder();
        for (byte[] line : lines) {
            text.append(new String(line, StandardCharsets.UTF_8)).append('\n');
        }
        return bytes(text.toString());
    }

    private static byte[] bytes(String text) {
        return FrameServerTest.bytes(text);
    }
}
