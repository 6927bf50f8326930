package io.jaybit.station.cli;

import io.jaybit.account.AccountEvent;
import io.jaybit.client.Bybit;
import io.jaybit.client.Credentials;
import io.jaybit.client.Health;
import io.jaybit.feed.Notice;
import io.jaybit.positions.Position;
import io.jaybit.station.pipeline.Watcher;
import java.time.Duration;
import java.util.function.Function;

/**
 * Runs a watcher on the own account, from options to exit code. The client's delivery thread brings the events; the main thread waits
 * for the end. They take turns under one lock.
 */
final class AccountWatching {
    private static final long TURN_MILLIS = 50;
    private static final long PROGRESS_MILLIS = 60_000;
    private static final long REFRESH_MILLIS = 2_000;

    private final Desk desk;
    private final AccountSettings account;
    private final StreamSettings settings;
    private final String purpose;
    private final FirstContact contact = new FirstContact();
    private final Object lock = new Object();
    private volatile boolean ending;

    /** @param purpose what is watched, for messages: {@code orders} */
    AccountWatching(Desk desk, AccountSettings account, String purpose) {
        this.desk = desk;
        this.account = account;
        this.settings = account.stream();
        this.purpose = purpose;
    }

    int run(AccountSource source, Function<Out, Watcher> make) {
        Credentials credentials = account.credentials();
        if (credentials == null) {
            throw new IllegalStateException("options with problems were used");
        }
        try (Interrupt interrupt = new Interrupt();
                Out out = Out.open(settings, desk.out());
                Bybit bybit = FirstContact.build(
                        settings, Bybit.builder().credentials(credentials).onNotice(this::onNotice))) {
            Messages.say(purpose + " on " + settings.exchange() + ", key " + credentials.keyTail());
            Watcher watcher = make.apply(out);
            AccountSource.Opened opened = open(source, bybit, new Turns(watcher, out));
            waitForTheEnd(interrupt, out, bybit, watcher, opened);
            synchronized (lock) {
                ending = true;
                watcher.onEnd();
                out.finish();
            }
            progress(bybit, watcher, out);
            return Exit.OK;
        } finally {
            // What the client says of its own closing is no news.
            ending = true;
        }
    }

    private static AccountSource.Opened open(AccountSource source, Bybit bybit, AccountSource.Listener to) {
        try {
            return source.open(bybit, to);
        } catch (IllegalArgumentException e) {
            throw Exit.usage(String.valueOf(e.getMessage()));
        }
    }

    private void waitForTheEnd(
            Interrupt interrupt, Out out, Bybit bybit, Watcher watcher, AccountSource.Opened opened) {
        Duration length = settings.length();
        long end = length == null ? Long.MAX_VALUE : length.toMillis();
        long start = System.nanoTime();
        long turn = 0;
        for (long now = 0; now < end; now = (System.nanoTime() - start) / 1_000_000) {
            if (isInterrupted(interrupt) || isFull(out)) {
                return;
            }
            contact.check(settings.exchange());
            if (contact.areRefused(opened.topics())) {
                throw contact.refusal(opened.topics());
            }
            if (now / REFRESH_MILLIS != turn / REFRESH_MILLIS) {
                opened.everyTwoSeconds().run();
            }
            if (now / PROGRESS_MILLIS != turn / PROGRESS_MILLIS) {
                progress(bybit, watcher, out);
            }
            turn = now;
        }
    }

    private static boolean isInterrupted(Interrupt interrupt) {
        try {
            return interrupt.await(TURN_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    private boolean isFull(Out out) {
        synchronized (lock) {
            out.flush();
            return out.isFull();
        }
    }

    private void progress(Bybit bybit, Watcher watcher, Out out) {
        Health health = bybit.health();
        synchronized (lock) {
            Messages.say(purpose + ": " + watcher.seen() + " seen, " + out.rows() + " shown, "
                    + health.delivery().dropped() + " lost; " + health.frames() + " frames, " + health.reconnects()
                    + " reconnects, " + health.unreadable() + " unreadable");
        }
    }

    private void onNotice(Notice notice) {
        contact.onNotice(notice);
        String text = ending ? null : NoticeText.of(notice);
        if (text != null) {
            Messages.say(text);
        }
    }

    /** Passes on what comes, under the lock, as long as rows are wanted. */
    private final class Turns implements AccountSource.Listener {
        private final Watcher watcher;
        private final Out out;

        Turns(Watcher watcher, Out out) {
            this.watcher = watcher;
            this.out = out;
        }

        @Override
        public void onAccount(AccountEvent event) {
            turn(() -> watcher.onAccount(event));
        }

        @Override
        public void onPosition(Position position) {
            turn(() -> watcher.onPosition(position));
        }

        @Override
        public void onNotice(Notice notice) {
            turn(() -> watcher.onNotice(notice));
        }

        private void turn(Runnable call) {
            synchronized (lock) {
                if (!ending && !out.isFull()) {
                    call.run();
                }
            }
        }
    }
}
