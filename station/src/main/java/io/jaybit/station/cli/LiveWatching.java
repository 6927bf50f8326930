package io.jaybit.station.cli;

import io.jaybit.book.BookCopy;
import io.jaybit.client.Bybit;
import io.jaybit.client.Health;
import io.jaybit.client.MarketListener;
import io.jaybit.client.Subscription;
import io.jaybit.feed.Notice;
import io.jaybit.market.AdlAlert;
import io.jaybit.market.InsurancePool;
import io.jaybit.market.Kline;
import io.jaybit.market.Liquidation;
import io.jaybit.market.PriceLimit;
import io.jaybit.market.Symbol;
import io.jaybit.market.SystemStatus;
import io.jaybit.market.Ticker;
import io.jaybit.market.Topic;
import io.jaybit.market.Trade;
import io.jaybit.station.pipeline.Listed;
import io.jaybit.station.pipeline.Selection;
import io.jaybit.station.pipeline.Watcher;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * A watcher on a live stream. The client's delivery thread brings the events, the main thread the time; they take turns under one
 * lock.
 */
final class LiveWatching {
    private static final long TURN_MILLIS = 50;
    private static final long PAINT_MILLIS = 250;
    private static final long CLOCK_MILLIS = 1_000;
    private static final long PROGRESS_MILLIS = 60_000;
    private final Watching watching;
    private final StreamSettings settings;
    private final Object lock = new Object();
    private final FirstContact contact = new FirstContact();
    private final Set<String> names = ConcurrentHashMap.newKeySet();
    private volatile boolean painting;
    private volatile boolean ending;
    private volatile String lastMessage = "";

    LiveWatching(Watching watching) {
        this.watching = watching;
        this.settings = watching.settings();
    }

    int run(BiFunction<Out, List<Symbol>, Watching.Watch> make) {
        if (watching.selection().isEmpty()) {
            throw Exit.usage("name a symbol (BTCUSDT), a glob (*USDC), or --all, --top N, --coin COIN");
        }
        try (Interrupt interrupt = new Interrupt();
                Out out = Out.open(settings, watching.desk().out());
                Bybit bybit = connect()) {
            List<Symbol> symbols =
                    watching.fitting(choose(bybit).stream().map(this::symbol).toList());
            symbols.forEach(symbol -> names.add(symbol.name()));
            Watching.Watch watch = make.apply(out, symbols);
            boolean paints = watch.screen() != null && watching.desk().repaints(settings);
            painting = paints;
            if (paints) {
                out.mute();
            }
            try (Painter painter = paints ? new Painter(watching.desk().out()) : null) {
                return new Run(bybit, watch, out, interrupt, painter).run();
            } finally {
                painting = false;
                // What the client says of its own closing is no news.
                ending = true;
            }
        }
    }

    private Symbol symbol(String name) {
        return new Symbol(settings.categoryOrLinear(), name);
    }

    private Bybit connect() {
        return FirstContact.build(settings, Bybit.builder().onNotice(this::onNotice));
    }

    private List<String> choose(Bybit bybit) {
        Selection selection = watching.selection();
        try {
            List<Listed> listed = Universe.of(bybit, settings.categoryOrLinear(), selection);
            Selection.Found found = selection.among(listed);
            if (!found.problems().isEmpty()) {
                List<String> problems = new ArrayList<>(found.problems());
                if (settings.category() == null) {
                    problems.add("looked among linear; --category names another: inverse, spot, option, spread");
                }
                throw Exit.refused(problems);
            }
            return found.names();
        } catch (Universe.Unavailable e) {
            if (!selection.isPlain()) {
                throw Exit.connection("the list of instruments is not to be had: " + e.getMessage());
            }
            Messages.say(
                    "the list of instruments is not to be had (" + e.getMessage() + "); taking the names as they are");
            return selection.words().stream().map(Selection::plain).distinct().toList();
        }
    }

    private void onNotice(Notice notice) {
        contact.onNotice(notice);
        String text = ending ? null : NoticeText.of(notice);
        if (text != null) {
            say(text);
        }
    }

    /** On a painted screen the last message stands in the last line; it would tear the screen otherwise. */
    private void say(String text) {
        if (painting) {
            lastMessage = text;
        } else {
            Messages.say(text);
        }
    }

    /** One run from the first subscription to the end. */
    private final class Run implements Listings.Follower {
        private final Bybit bybit;
        private final Watching.Watch watch;
        private final Out out;
        private final Interrupt interrupt;
        private final @Nullable Painter painter;
        private final MarketListener listener;
        private final Listings listings;
        private final List<Topic> topics = new ArrayList<>();
        private final List<Subscription> subscriptions = new ArrayList<>();
        private int alternative;
        private long offsetNanos;
        private boolean clockKnown;
        private long venueClock;

        Run(Bybit bybit, Watching.Watch watch, Out out, Interrupt interrupt, @Nullable Painter painter) {
            this.bybit = bybit;
            this.watch = watch;
            this.out = out;
            this.interrupt = interrupt;
            this.painter = painter;
            this.listener = new Turns(watch.watcher(), out);
            this.listings = new Listings(
                    settings.categoryOrLinear(),
                    watching.selection(),
                    watching.objection(),
                    names,
                    () -> Universe.of(bybit, settings.categoryOrLinear(), watching.selection()),
                    this);
        }

        int run() {
            subscribe();
            long start = System.nanoTime();
            Duration length = settings.length();
            long end = length == null ? Long.MAX_VALUE : length.toMillis();
            long turn = 0;
            for (long now = 0; now < end; now = (System.nanoTime() - start) / 1_000_000) {
                if (waitForSignal() || isFull()) {
                    break;
                }
                contact.check(settings.exchange());
                checkRefusals();
                everySoOften(now, turn);
                turn = now;
            }
            synchronized (lock) {
                ending = true;
                watch.watcher().onEnd();
                out.finish();
            }
            paint();
            painting = false;
            progress();
            return Exit.OK;
        }

        private void subscribe() {
            topics.clear();
            topics.addAll(Listings.topics(
                    settings.categoryOrLinear(), names, watching.wishes().get(alternative)));
            subscriptions.add(bybit.subscribe(topics, listener));
        }

        private boolean waitForSignal() {
            try {
                return interrupt.await(TURN_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return true;
            }
        }

        private boolean isFull() {
            synchronized (lock) {
                if (painter == null) {
                    out.flush();
                }
                return out.isFull();
            }
        }

        private void checkRefusals() {
            if (!contact.areRefused(topics)) {
                return;
            }
            if (alternative + 1 < watching.wishes().size()) {
                alternative++;
                subscribe();
                say("trying " + topics.get(0) + " in its place");
                return;
            }
            throw contact.refusal(topics);
        }

        private void everySoOften(long now, long before) {
            // Until the venue's clock is known, only the events tell the time.
            boolean due = now / CLOCK_MILLIS != before / CLOCK_MILLIS;
            if (due || !clockKnown) {
                Health health = bybit.health();
                Health.ClockOffset clock = health.clock();
                clockKnown |= clock != null;
                offsetNanos = clock == null ? offsetNanos : clock.offsetNanos();
                synchronized (lock) {
                    watch.watcher().onHealth(health);
                }
            }
            long venueMillis = System.currentTimeMillis() + offsetNanos / 1_000_000;
            if (clockKnown && venueMillis > venueClock) {
                venueClock = venueMillis;
                synchronized (lock) {
                    watch.watcher().onTime(venueMillis);
                }
            }
            if (now / PAINT_MILLIS != before / PAINT_MILLIS) {
                paint();
            }
            if (now / PROGRESS_MILLIS != before / PROGRESS_MILLIS) {
                progress();
            }
            listings.doWork(now, watching.wishes().get(alternative));
        }

        private void paint() {
            IntFunction<List<String>> screen = watch.screen();
            if (painter != null && screen != null) {
                List<String> lines;
                synchronized (lock) {
                    lines = new ArrayList<>(screen.apply(painter.height() - 1));
                }
                // A screen that needs every line keeps its last one.
                if (lines.size() < painter.height() - 1) {
                    lines.add(lastMessage);
                }
                painter.paint(lines);
            }
        }

        private void progress() {
            Health health = bybit.health();
            synchronized (lock) {
                say(watching.purpose() + ": " + watch.watcher().seen() + " seen, " + out.rows() + " shown, "
                        + health.delivery().dropped() + " lost, "
                        + health.delivery().merges() + " merged; "
                        + health.frames() + " frames, " + health.reconnects() + " reconnects, " + health.unreadable()
                        + " unreadable");
            }
        }

        @Override
        public void join(List<Topic> more) {
            topics.addAll(more);
            if (!more.isEmpty()) {
                subscriptions.add(bybit.subscribe(more, listener));
            }
        }

        @Override
        public void leave(List<Topic> gone) {
            topics.removeAll(gone);
            subscriptions.forEach(subscription -> subscription.close(gone));
        }

        @Override
        public void say(String text) {
            LiveWatching.this.say(text);
        }
    }

    /** Passes events on, under the lock, as long as rows are wanted. The client's own closing is none. */
    private final class Turns implements MarketListener {
        private final Watcher watcher;
        private final Out out;

        Turns(Watcher watcher, Out out) {
            this.watcher = watcher;
            this.out = out;
        }

        private void turn(Runnable call) {
            synchronized (lock) {
                if (!ending && !out.isFull()) {
                    call.run();
                }
            }
        }

        @Override
        public void onBook(BookCopy book) {
            turn(() -> watcher.onBook(book));
        }

        @Override
        public void onTicker(Ticker ticker) {
            turn(() -> watcher.onTicker(ticker));
        }

        @Override
        public void onTrade(Trade trade) {
            // Trades of options come for a whole coin.
            if (names.contains(trade.symbol().name())) {
                turn(() -> watcher.onTrade(trade));
            }
        }

        @Override
        public void onLiquidation(Liquidation liquidation) {
            turn(() -> watcher.onLiquidation(liquidation));
        }

        @Override
        public void onKline(Kline kline) {
            turn(() -> watcher.onKline(kline));
        }

        @Override
        public void onPriceLimit(PriceLimit limit) {
            turn(() -> watcher.onPriceLimit(limit));
        }

        @Override
        public void onInsurancePool(InsurancePool pool) {
            turn(() -> watcher.onInsurancePool(pool));
        }

        @Override
        public void onAdlAlert(AdlAlert alert) {
            turn(() -> watcher.onAdlAlert(alert));
        }

        @Override
        public void onSystemStatus(SystemStatus status) {
            turn(() -> watcher.onSystemStatus(status));
        }

        @Override
        public void onNotice(Notice notice) {
            turn(() -> watcher.onNotice(notice));
        }
    }
}
