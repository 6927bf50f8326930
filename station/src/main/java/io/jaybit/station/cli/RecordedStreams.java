package io.jaybit.station.cli;

import io.jaybit.client.Account;
import io.jaybit.client.AccountListener;
import io.jaybit.client.AccountSettings;
import io.jaybit.client.Bybit;
import io.jaybit.client.BybitBuilder;
import io.jaybit.client.InlineListener;
import io.jaybit.client.Subscription;
import io.jaybit.feed.Notice;
import io.jaybit.market.Symbol;
import io.jaybit.market.Topic;
import io.jaybit.orders.AccountStatus;
import io.jaybit.recorder.Recorder;
import io.jaybit.station.pipeline.Backfill;
import java.io.Closeable;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** The client whose inputs are recorded, and what it asks the venue for after a hole. Confined to the main thread, but for notices. */
final class RecordedStreams implements Closeable {
    private final Bybit client;
    private final Backfill backfill;

    private RecordedStreams(Bybit client, Backfill backfill) {
        this.client = client;
        this.backfill = backfill;
    }

    /** Makes the client; it connects when something is subscribed. */
    static RecordedStreams connect(BybitBuilder builder, Recorder recorder, RecordProgress progress) {
        // Notices come before there is whom to ask.
        AtomicReference<@Nullable Backfill> backfill = new AtomicReference<>();
        Set<String> refused = ConcurrentHashMap.newKeySet();
        Bybit client = builder.inputs(recorder.inputs())
                .onNotice(notice -> {
                    progress.onNotice(notice);
                    Backfill asking = backfill.get();
                    if (asking != null) {
                        asking.onNotice(notice);
                    }
                    tell(notice, refused);
                })
                .build();
        Backfill asking = new Backfill(questions(client), recorder.continuesFrom(), Messages::say);
        backfill.set(asking);
        return new RecordedStreams(client, asking);
    }

    /** Each refusal once. */
    private static void tell(Notice notice, Set<String> refused) {
        if (notice instanceof Notice.TopicRefused topic
                && !refused.add(topic.topic().toString())) {
            return;
        }
        String text = NoticeText.of(notice);
        if (text != null) {
            Messages.say(text);
        }
    }

    private static Backfill.Questions questions(Bybit bybit) {
        return new Backfill.Questions() {
            @Override
            public CompletableFuture<?> recentTrades(Symbol symbol, int limit) {
                return bybit.rest().recentTrades(symbol.category(), symbol.name(), limit);
            }

            @Override
            public CompletableFuture<?> klines(Symbol symbol, String interval, Instant from, Instant to) {
                return bybit.rest().klines(symbol.category(), symbol.name(), interval, from, to);
            }
        };
    }

    /** Follows the own account until the client closes: what it asks the venue is recorded, so that a replay knows how the account stood. */
    void followAccount() throws IOException {
        Account account = client.account(AccountSettings.usual().withoutCommands());
        account.listen(new AccountListener() {
            @Override
            public void onStatus(AccountStatus status, String reason, long epochNanos) {
                Messages.say("the own account is "
                        + switch (status) {
                            case UNSYNCHRONISED -> "NOT TO BE RELIED ON: " + reason;
                            case SYNCHRONISING -> "asked for: " + reason;
                            case IN_SYNC -> "in sync";
                        });
            }
        });
    }

    void subscribe(List<Topic> topics) {
        // Everything is taken before it is dealt with: nobody needs to be told.
        Subscription subscription = client.subscribeInline(topics, new InlineListener() {});
        Messages.say(subscription.topics().size() + " topics");
    }

    /** @param epochNanos the wall clock */
    void onTime(long epochNanos) {
        backfill.onTime(epochNanos);
    }

    Bybit client() {
        return client;
    }

    @Override
    public void close() {
        client.close();
    }
}
