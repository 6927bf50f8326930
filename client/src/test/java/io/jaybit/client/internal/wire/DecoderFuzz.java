package io.jaybit.client.internal.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.jaybit.book.BookText;
import io.jaybit.book.NaiveBook;
import io.jaybit.book.OrderBook;
import io.jaybit.client.internal.wire.JsonText.Style;
import io.jaybit.client.internal.wire.Samples.Sample;
import io.jaybit.feed.MarketLine;
import io.jaybit.feed.RecordingLineListener;
import io.jaybit.market.BookUpdate;
import io.jaybit.market.Channel;
import io.jaybit.market.Decimal;
import io.jaybit.market.Topic;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Broken and strange frames: the quick way, the tree and the oracle must agree on every one, and nothing may throw or hang. */
class DecoderFuzz {
    private static final int SEEDS = Boolean.getBoolean("jaybit.long") ? 10_000 : 200;
    private static final int FRAMES = 60;

    private static final String[] TOKENS = {
        "null",
        "true",
        "false",
        ",",
        ":",
        "\"",
        "[",
        "]",
        "{",
        "}",
        "-",
        ".",
        "e5",
        "1e5",
        "\"1E-3\"",
        "\"1e400\"",
        "1e99999999999",
        "0",
        "00",
        "9",
        "9999999999999999999",
        "\"9999999999999999999\"",
        "\"0.0000000000000000001\"",
        "\"\"",
        "[]",
        "{}",
        " ",
        "\n",
        "\\",
        "\\u0041",
        "\\\"",
        "é",
        "\u2028",
        "\0",
        "\"new\":{\"u\":[1,{\"b\":[]}]},",
        "\"u\":7,",
        "\"ts\":1,",
        "\"b\":[],",
        "\"topic\":\"tickers.BTCUSDT\",",
        "\"type\":\"snapshot\",",
        "\"type\":null,",
        "\"data\":{},",
        "\"s\":\"OTHER\",",
        "\"p\":\"1\",",
        "\"seq\":\"5\",",
        "[\"1\",\"2\"],",
        "[\"1\",\"2\",\"3\"],",
        "[1,2],",
        "123456789012345678901234567890",
        "\"" + "8".repeat(70) + "\"",
        "[".repeat(70),
        "{\"a\":".repeat(70),
        "[".repeat(63) + "]".repeat(63),
        "9".repeat(1100),
        "\"lastPrice\":\"5\",",
        "\"lastPrice\":{},",
        "\"mP\":\"\",",
        "\"L\":\"SidewaysTick\",",
        "\"i\":\"abc\",",
    };

    @Test
    @Timeout(1800)
    void everyReaderAgreesOnEveryFrame() {
        for (int seed = 0; seed < SEEDS; seed++) {
            try {
                run(seed);
            } catch (RuntimeException thrown) {
                fail("seed " + seed + " threw", thrown);
            }
        }
    }

    private static void run(int seed) {
        Random random = new Random(seed);
        Sample[] samples = Samples.ALL.toArray(new Sample[0]);
        Channel channel = samples[random.nextInt(samples.length)].channel();
        List<byte[]> frames = new ArrayList<>();
        for (Sample sample : samples) {
            if (sample.channel() == channel) {
                frames.add(sample.text().getBytes(UTF_8));
            }
        }
        Reading quick = Reading.on(channel);
        Reading trees = Reading.asTreesOn(channel);
        Oracle oracle = new Oracle(channel);
        frames.forEach(quick::read);
        for (int i = 0; i < FRAMES; i++) {
            byte[] frame = mutated(frames.get(random.nextInt(frames.size())), frames, random);

            String read = quick.outcome(frame);

            String place = "seed " + seed + ", frame " + i + ": " + new String(frame, UTF_8);
            assertThat(read).as(place).isEqualTo(trees.outcome(frame));
            assertThat(withoutControls(read)).as(place).isEqualTo(oracle.outcome(frame));
            assertThat(quick.decoder.complaint().isEmpty()).as(place).isEqualTo(!read.startsWith("UNREADABLE"));
        }
    }

    /** A frame that is cut off anywhere, with its rest still behind it in the buffer, close to the buffer's end or far from it. */
    @Test
    void whatLiesBehindAFrameIsNotRead() {
        List<String> texts = new ArrayList<>(List.of(
                "{\"topic\":\"orderbook.50.XUSDT\",\"type\":\"delta\",\"ts\":1,\"data\":{\"s\":\"XUSDT\",\"b\":[[\"5.5\",\"1\"],"
                        + "[\"123456789012345.6\",\"12345678.901\"],".repeat(20)
                        + "[\"5.4\",\"0\"]],\"a\":[],\"u\":7,\"seq\":9},\"cts\":1}"));
        for (Sample sample : Samples.ALL) {
            if (sample.channel() == Channel.LINEAR) {
                texts.add(sample.text());
            }
        }
        Reading inBuffer = Reading.on(Channel.LINEAR);
        Reading alone = Reading.asTreesOn(Channel.LINEAR);
        for (String text : texts) {
            inBuffer.read(text);
            byte[] frame = text.getBytes(UTF_8);
            for (int tail = 0; tail < 4 * Scan.ROOM; tail += 1 + tail / 2) {
                for (int length = 0; length <= frame.length; length++) {
                    byte[] buffer = Arrays.copyOf(frame, Math.min(length + tail, frame.length));

                    String verdict = inBuffer.read(buffer, 0, length) + "" + inBuffer.events;

                    assertThat(verdict)
                            .as("%d bytes and %d more of %s", length, tail, text)
                            .isEqualTo(alone.read(frame, 0, length) + "" + alone.events);
                }
            }
        }
    }

    /** Frame after frame into books: what is held must equal the naive book fed by the oracle. */
    @Test
    @Timeout(1800)
    void brokenFramesNeverMakeAWrongBook() {
        for (int seed = 0; seed < SEEDS; seed++) {
            try {
                fillBooks(seed);
            } catch (RuntimeException thrown) {
                fail("seed " + seed + " threw", thrown);
            }
        }
    }

    private static void fillBooks(int seed) {
        Random random = new Random(seed);
        MarketLine line = new MarketLine(new RecordingLineListener());
        Reading reading = Reading.on(Channel.LINEAR).into(line);
        Oracle oracle = new Oracle(Channel.LINEAR);
        Topic topic = Topic.of(Channel.LINEAR, "orderbook.50.XUSDT");
        NaiveBook naive = new NaiveBook(50);
        OrderBook book = line.book(topic);
        long u = 5;
        for (int i = 0; i < FRAMES; i++) {
            u += random.nextInt(12) == 0 ? random.nextInt(4) - 1 : 1;
            byte[] frame = bookFrame(random, i == 0 || random.nextInt(20) == 0, u);
            if (random.nextInt(4) == 0) {
                frame = mutated(frame, List.of(frame), random);
            }

            reading.read(frame);
            oracle.outcome(frame);
            BookUpdate update = oracle.lastBook;
            if (update != null && update.topic().equals(topic)) {
                naive.apply(update);
            }

            String place = "seed " + seed + ", frame " + i + ": " + new String(frame, UTF_8);
            assertThat(book.status()).as(place).isEqualTo(naive.status());
            assertThat(BookText.canonical(book)).as(place).isEqualTo(naive.canonical());
        }
    }

    private static byte[] bookFrame(Random random, boolean snapshot, long u) {
        StringBuilder text = new StringBuilder("{\"topic\":\"orderbook.50.XUSDT\",\"type\":\"");
        text.append(snapshot ? "snapshot" : "delta")
                .append("\",\"ts\":1784900000100,\"data\":{\"s\":\"XUSDT\",\"b\":[");
        levels(random, 9_000, text);
        text.append("],\"a\":[");
        levels(random, 10_000, text);
        return text.append("],\"u\":")
                .append(u)
                .append(",\"seq\":7},\"cts\":1784900000097}")
                .toString()
                .getBytes(UTF_8);
    }

    private static void levels(Random random, int lowest, StringBuilder to) {
        int count = random.nextInt(5);
        for (int i = 0; i < count; i++) {
            int scale = random.nextInt(3);
            to.append(i == 0 ? "[\"" : ",[\"");
            Decimal.append((lowest + random.nextInt(40)) * 10L * Decimal.powerOfTen(scale), scale + 2, to);
            to.append("\",\"");
            Decimal.append(random.nextInt(3) == 0 ? 0 : random.nextInt(100_000), random.nextInt(8), to);
            to.append("\"]");
        }
    }

    private static String withoutControls(String outcome) {
        return outcome.startsWith("CONTROL") ? "CONTROL\n" : outcome.substring(0, outcome.length() - 2);
    }

    private static byte[] mutated(byte[] frame, List<byte[]> frames, Random random) {
        byte[] mutated = frame;
        if (random.nextInt(3) == 0) {
            mutated = restructured(frame, random);
        }
        for (int times = random.nextInt(4); times > 0 && mutated.length > 0; times--) {
            int at = random.nextInt(mutated.length);
            int other = Math.min(mutated.length, at + 1 + random.nextInt(12));
            mutated = switch (random.nextInt(8)) {
                case 0 -> {
                    byte[] flipped = mutated.clone();
                    flipped[at] ^= (byte) (1 << random.nextInt(8));
                    yield flipped;
                }
                case 1 -> Arrays.copyOf(mutated, at);
                case 2 -> spliced(mutated, at, other, new byte[0]);
                case 3 -> spliced(mutated, other, other, Arrays.copyOfRange(mutated, at, other));
                case 4 -> {
                    byte[] foreign = frames.get(random.nextInt(frames.size()));
                    int from = random.nextInt(foreign.length);
                    yield spliced(
                            mutated, at, at, Arrays.copyOfRange(foreign, from, Math.min(foreign.length, from + 40)));
                }
                case 5 -> {
                    int place = digit(mutated, at);
                    byte[] digits =
                            "70203000045060780".substring(random.nextInt(17)).getBytes(UTF_8);
                    yield spliced(mutated, place, place, digits);
                }
                default -> {
                    byte[] token = TOKENS[random.nextInt(TOKENS.length)].getBytes(UTF_8);
                    int place = boundary(mutated, at);
                    yield spliced(mutated, place, random.nextBoolean() ? place : boundary(mutated, other), token);
                }
            };
        }
        return mutated;
    }

    /** Often a place where a value or a key begins: inserting there gives JSON that is wrong in meaning only. */
    private static int boundary(byte[] frame, int at) {
        for (int i = at; i < frame.length; i++) {
            if (frame[i] == '"' || frame[i] == ',' || frame[i] == '[' || frame[i] == '{') {
                return frame[i] == '"' ? i : i + 1;
            }
        }
        return at;
    }

    private static int digit(byte[] frame, int at) {
        for (int i = at; i < frame.length; i++) {
            if (frame[i] >= '0' && frame[i] <= '9') {
                return i;
            }
        }
        return at;
    }

    private static byte[] spliced(byte[] frame, int from, int to, byte[] replacement) {
        int end = Math.max(from, to);
        byte[] spliced = new byte[frame.length - (end - from) + replacement.length];
        System.arraycopy(frame, 0, spliced, 0, from);
        System.arraycopy(replacement, 0, spliced, from, replacement.length);
        System.arraycopy(frame, end, spliced, from + replacement.length, frame.length - end);
        return spliced;
    }

    private static byte[] restructured(byte[] frame, Random random) {
        Map<String, @Nullable Object> tree = JsonText.parse(frame);
        if (tree == null) {
            return frame;
        }
        if (random.nextInt(3) > 0) {
            change(tree, random);
        }
        int only = random.nextInt(8);
        Style style = new Style(random, only == 0, only == 1, only == 2, only == 3, only == 4 || only == 5);
        return JsonText.write(tree, style).getBytes(UTF_8);
    }

    /** Removes or replaces one value somewhere. */
    @SuppressWarnings("unchecked")
    private static void change(Object node, Random random) {
        if (node instanceof Map<?, ?> map && !map.isEmpty()) {
            Map<String, @Nullable Object> object = (Map<String, @Nullable Object>) map;
            String key = new ArrayList<>(object.keySet()).get(random.nextInt(object.size()));
            Object value = object.get(key);
            if (value != null && (value instanceof Map || value instanceof List) && random.nextInt(5) > 0) {
                change(value, random);
            } else if (random.nextInt(3) == 0) {
                object.remove(key);
            } else {
                object.put(key, strange(random));
            }
        } else if (node instanceof List<?> items && !items.isEmpty()) {
            List<@Nullable Object> list = (List<@Nullable Object>) items;
            int index = random.nextInt(list.size());
            Object value = list.get(index);
            if (value != null && (value instanceof Map || value instanceof List) && random.nextInt(5) > 0) {
                change(value, random);
            } else if (random.nextInt(3) == 0) {
                list.remove(index);
            } else {
                list.set(index, strange(random));
            }
        }
    }

    private static @Nullable Object strange(Random random) {
        return switch (random.nextInt(12)) {
            case 0 -> null;
            case 1 -> "";
            case 2 -> new JsonText.Number("12.50");
            case 3 -> new JsonText.Number("4.5e+3");
            case 4 -> "1E2";
            case 5 -> "-0.50";
            case 6 -> "123456789012345678901";
            case 7 -> new ArrayList<>(List.of("1", "2"));
            case 8 -> Map.of("a", "b");
            case 9 -> true;
            case 10 -> "Buy";
            default -> "1784900000000";
        };
    }
}
