package io.jaybit.simulator;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.jaybit.market.Decimal;
import io.jaybit.simulator.wire.JsonText;
import io.jaybit.simulator.wire.StreamPath;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The few public REST answers that symbol selection, clock and diagnosis need, drawn from the tape. Safe for any thread.
 *
 * <p>Instruments are the symbols on the tape; what a tape does not tell of them (limits, fees) is left out, and the tick is the
 * finest price seen.
 */
final class RestFront {
    private static final JsonFactory JSON = new JsonFactory();
    private static final List<String> QUOTES = List.of("USDT", "USDC", "USDE", "USD", "EUR", "BTC", "ETH");

    /** What the tape tells of one symbol. */
    private static final class Instrument {
        private int priceScale;
        private final Map<String, String> ticker = new LinkedHashMap<>();
    }

    private final Map<StreamPath, TreeMap<String, Instrument>> instruments = new LinkedHashMap<>();

    RestFront(FrameTape tape) {
        for (int i = 0; i < tape.size(); i++) {
            TapeFrame frame = tape.frame(i);
            String target = frame.target();
            boolean symbol = !target.isEmpty()
                    && !frame.topic().startsWith("insurance.")
                    && !frame.topic().startsWith("adlAlert.")
                    && !frame.topic().startsWith("system.")
                    && !(frame.path() == StreamPath.OPTION && frame.topic().startsWith("publicTrade."));
            if (symbol) {
                Instrument instrument = instruments
                        .computeIfAbsent(frame.path(), path -> new TreeMap<>())
                        .computeIfAbsent(target, name -> new Instrument());
                learn(instrument, frame);
            }
        }
    }

    private static void learn(Instrument instrument, TapeFrame frame) {
        boolean first = instrument.ticker.isEmpty() && frame.topic().startsWith("tickers.") && frame.isStart();
        boolean book = frame.topic().startsWith("orderbook.");
        if (!first && !book) {
            return;
        }
        try (JsonParser parser = JSON.createParser(frame.text())) {
            int position = 0;
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (token == JsonToken.START_ARRAY) {
                    position = 0;
                } else if (token == JsonToken.VALUE_STRING) {
                    String key = parser.currentName();
                    if (first && key != null && !key.equals("topic") && !key.equals("type")) {
                        instrument.ticker.put(key, parser.getText());
                    }
                    boolean price = key == null ? position++ == 0 : key.endsWith("Price");
                    if (price) {
                        learnScale(instrument, parser.getText());
                    }
                }
            }
        } catch (IOException e) {
            throw new IllegalStateException("a frame that was readable is not: " + frame.topic(), e);
        }
    }

    private static void learnScale(Instrument instrument, String price) {
        try {
            int scale = price.isEmpty() ? 0 : Decimal.parse(price).scale();
            instrument.priceScale = Math.max(instrument.priceScale, scale);
        } catch (NumberFormatException notAPrice) {
            instrument.ticker.putIfAbsent("lastPrice", "");
        }
    }

    /**
     * @param path without the query
     * @param query decoded parameters
     * @return the body; empty where the venue has such a path and this server does not
     */
    Optional<String> answer(String path, Map<String, String> query, long epochMillis) {
        return switch (path) {
            case "/v5/market/time" ->
                Optional.of(ok(
                        "{\"timeSecond\":\"" + epochMillis / 1000 + "\",\"timeNano\":\"" + epochMillis + "000000\"}",
                        epochMillis));
            case "/v5/market/instruments-info" -> Optional.of(list(query, epochMillis, false));
            case "/v5/market/tickers" -> Optional.of(list(query, epochMillis, true));
            default -> Optional.empty();
        };
    }

    private String list(Map<String, String> query, long epochMillis, boolean tickers) {
        Optional<StreamPath> category = StreamPath.parse(query.getOrDefault("category", ""));
        if (category.isEmpty()) {
            return "{\"retCode\":10001,\"retMsg\":\"params error: category invalid\",\"result\":{},\"retExtInfo\":{},\"time\":"
                    + epochMillis + "}";
        }
        Map<String, Instrument> known = instruments.getOrDefault(category.get(), new TreeMap<>());
        String wanted = query.get("symbol");
        if (wanted != null && !known.containsKey(wanted)) {
            return "{\"retCode\":10001,\"retMsg\":\"params error: symbol invalid\",\"result\":{},\"retExtInfo\":{},\"time\":"
                    + epochMillis + "}";
        }
        StringBuilder rows = new StringBuilder();
        known.forEach((name, instrument) -> {
            // Options are listed for one coin at a time.
            boolean ofCoin =
                    category.get() != StreamPath.OPTION || name.startsWith(query.getOrDefault("baseCoin", "BTC") + "-");
            if (wanted == null ? ofCoin : wanted.equals(name)) {
                rows.append(rows.isEmpty() ? "" : ",");
                rows.append(tickers ? ticker(name, instrument) : instrument(category.get(), name, instrument));
            }
        });
        return ok(
                "{\"category\":\"" + category.get().text() + "\",\"list\":[" + rows + "],\"nextPageCursor\":\"\"}",
                epochMillis);
    }

    private static String ticker(String name, Instrument instrument) {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("symbol", name);
        fields.put("lastPrice", "");
        fields.put("turnover24h", "0");
        fields.put("volume24h", "0");
        fields.putAll(instrument.ticker);
        fields.put("symbol", name);
        StringBuilder text = new StringBuilder();
        fields.forEach((key, value) -> text.append(text.isEmpty() ? "{" : ",")
                .append(JsonText.quoted(key))
                .append(':')
                .append(JsonText.quoted(value)));
        return text.append('}').toString();
    }

    private static String instrument(StreamPath category, String name, Instrument instrument) {
        boolean dated = name.indexOf('-') > 0;
        String head = dated ? name.substring(0, name.indexOf('-')) : name;
        String base = head;
        String quote = category == StreamPath.OPTION && !name.endsWith("-USDT") ? "USDC" : "USDT";
        if (category != StreamPath.OPTION) {
            if (head.endsWith("PERP")) {
                base = head.substring(0, head.length() - 4);
                quote = "USDC";
            }
            for (String coin : QUOTES) {
                if (head.endsWith(coin) && head.length() > coin.length()) {
                    base = head.substring(0, head.length() - coin.length());
                    quote = coin;
                    break;
                }
            }
        }
        String settle = category == StreamPath.INVERSE ? base : quote;
        String tick = instrument.priceScale == 0 ? "1" : "0." + "0".repeat(instrument.priceScale - 1) + "1";
        String contract = switch (category) {
            case LINEAR -> dated ? "LinearFutures" : "LinearPerpetual";
            case INVERSE -> dated ? "InverseFutures" : "InversePerpetual";
            default -> "";
        };
        return "{\"symbol\":" + JsonText.quoted(name)
                + (contract.isEmpty() ? "" : ",\"contractType\":\"" + contract + "\"")
                + ",\"status\":\"Trading\",\"baseCoin\":" + JsonText.quoted(base) + ",\"quoteCoin\":"
                + JsonText.quoted(quote)
                + (category == StreamPath.SPOT ? "" : ",\"settleCoin\":" + JsonText.quoted(settle))
                + (category == StreamPath.SPOT ? "" : ",\"launchTime\":\"0\",\"deliveryTime\":\"0\"")
                + ",\"priceFilter\":{\"tickSize\":\"" + tick + "\"}"
                + (contract.isEmpty() ? "" : ",\"fundingInterval\":480") + "}";
    }

    private static String ok(String result, long epochMillis) {
        return "{\"retCode\":0,\"retMsg\":\"OK\",\"result\":" + result + ",\"retExtInfo\":{},\"time\":" + epochMillis
                + "}";
    }
}
