package io.jaybit.client.internal.rest;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.jaybit.client.internal.rest.RestClient.Answer;
import io.jaybit.client.internal.wire.UnreadableFrame;
import io.jaybit.feed.FetchedSink;
import io.jaybit.feed.ReplyDecoder;
import io.jaybit.market.Category;
import io.jaybit.market.Symbol;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Reads answers about the market that somebody kept, with what they answer. Stateless. */
public final class RecordedReplies implements ReplyDecoder {
    private static final String GET = "GET ";

    @Override
    public void decode(String request, int status, String text, long receivedEpochNanos, FetchedSink sink) {
        if (!request.startsWith(GET)) {
            return;
        }
        RestRequest asked = RestRequest.publicGet(request.substring(GET.length()));
        boolean trades = asked.path().equals(MarketApi.RECENT_TRADES);
        boolean klines = asked.path().equals(MarketApi.KLINES);
        if (!trades && !klines) {
            return;
        }
        Map<String, String> query = query(asked.query());
        Optional<Category> category = Arrays.stream(Category.values())
                .filter(known -> known.text().equals(query.get("category")))
                .findFirst();
        String name = query.get("symbol");
        if (category.isEmpty() || name == null) {
            return;
        }
        Symbol symbol = new Symbol(category.get(), name);
        try {
            Answer answer = RestEnvelope.read(asked, status, text.getBytes(UTF_8), receivedEpochNanos);
            if (trades) {
                sink.onFetchedTrades(symbol, MarketReader.trades(answer, category.get()), answer.serverEpochMillis());
            } else {
                String interval = query.getOrDefault("interval", "");
                sink.onFetchedKlines(
                        symbol, interval, MarketReader.klines(answer, symbol, interval), answer.serverEpochMillis());
            }
        } catch (RestFailure | UnreadableFrame | NumberFormatException refused) {
            // A refusal, or an answer that the client could not read either: nothing was learned from it.
            return;
        }
    }

    /** Symbols and words need no escapes. */
    private static Map<String, String> query(String text) {
        Map<String, String> values = new HashMap<>();
        for (String pair : text.split("&", -1)) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                values.put(pair.substring(0, equals), pair.substring(equals + 1));
            }
        }
        return values;
    }
}
