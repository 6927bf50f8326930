package io.jaybit.foreign;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jaybit.simulator.FrameServer;
import io.jaybit.simulator.FrameTape;
import io.jaybit.simulator.InventedMarket;
import io.jaybit.simulator.Pace;
import io.jaybit.simulator.ServerConfig;
import io.jaybit.simulator.wire.StreamPath;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** What is on a tape, read as plainly as can be: the other side of every comparison. */
final class Frames {
    static final ObjectMapper JSON = new ObjectMapper();

    private Frames() {}

    /** Half a minute of linear market over the turn of a minute. */
    static FrameTape invented() {
        return InventedMarket.tape(7, 1_784_900_025_000L, 30);
    }

    static FrameTape tape(StreamPath path, String... frames) {
        FrameTape.Builder builder = new FrameTape.Builder();
        for (String frame : frames) {
            builder.add(path, frame.getBytes(StandardCharsets.UTF_8));
        }
        return builder.build();
    }

    static FrameServer serve(FrameTape tape) {
        try {
            return FrameServer.start(ServerConfig.loopback(Pace.MAX), tape);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Looks again and again until something is so. */
    static void await(BooleanSupplier condition) {
        long deadlineNanos = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - deadlineNanos > 0) {
                throw new AssertionError("not within 20 s");
            }
            LockSupport.parkNanos(1_000_000);
        }
    }

    static List<JsonNode> read(FrameTape tape, StreamPath path, String topic) {
        return tape.frames(path, topic).stream().map(Frames::parse).toList();
    }

    static JsonNode parse(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The elements of the {@code data} of all frames, one after the other. */
    static List<JsonNode> rows(List<JsonNode> frames) {
        return frames.stream()
                .flatMap(frame -> StreamSupport.stream(frame.get("data").spliterator(), false))
                .toList();
    }

    /** Named fields of an object, as text, in the order of the names; nothing for one that it has not. */
    static String fields(JsonNode object, String... names) {
        return List.of(names).stream()
                .map(name -> object.has(name) ? name + "=" + object.get(name).asText() : "")
                .collect(Collectors.joining(" "));
    }

    /** A book as the frames of its topic leave it: bids from the highest, then asks from the lowest, {@code price x size}. */
    static List<String> bookAfter(List<JsonNode> frames) {
        TreeMap<BigDecimal, String> bids = new TreeMap<>(Comparator.reverseOrder());
        TreeMap<BigDecimal, String> asks = new TreeMap<>();
        for (JsonNode frame : frames) {
            if (frame.get("type").asText().equals("snapshot")) {
                bids.clear();
                asks.clear();
            }
            frame.get("data").get("b").forEach(level -> put(bids, level));
            frame.get("data").get("a").forEach(level -> put(asks, level));
        }
        return Stream.concat(bids.values().stream(), asks.values().stream()).toList();
    }

    private static void put(TreeMap<BigDecimal, String> side, JsonNode level) {
        BigDecimal price = new BigDecimal(level.get(0).asText());
        String size = level.get(1).asText();
        if (new BigDecimal(size).signum() == 0) {
            side.remove(price);
        } else {
            side.put(price, level(level));
        }
    }

    /** {@code ["65010.10","1.204"]} as {@code 65010.10 x 1.204}. */
    static String level(JsonNode level) {
        return level.get(0).asText() + " x " + level.get(1).asText();
    }
}
