package io.jaybit.station.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.jaybit.market.Category;
import io.jaybit.market.Topic;
import io.jaybit.market.TopicKind;
import io.jaybit.station.pipeline.Listed;
import io.jaybit.station.pipeline.Selection;
import io.jaybit.station.pipeline.Wish;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What is listed is joined, what is delisted is left, every ten minutes of virtual time. */
class ListingsTest implements Listings.Follower {
    private static final long MINUTE = 60_000;
    private static final Selection ALL = new Selection(List.of(), true, 0, List.of());
    private static final List<Wish> TRADES = List.of(Wish.of(TopicKind.TRADE));

    private final List<String> log = new ArrayList<>();
    private final Set<String> names = new TreeSet<>();
    private List<Listed> venue = listed("BTCUSDT", "ETHUSDT");
    private boolean down;
    private int reads;

    @Test
    void theListIsReadEveryTenMinutesAndNoSooner() {
        Listings listings = listings(Category.LINEAR, ALL, Objection.NONE);

        run(listings, 0, 10 * MINUTE);
        assertThat(reads).isZero();
        run(listings, 10 * MINUTE, 60 * MINUTE + 1);

        assertThat(reads).isEqualTo(6);
        assertThat(log).isEmpty();
    }

    @Test
    void aListedSymbolIsJoinedAndADelistedOneIsLeft() {
        Listings listings = listings(Category.LINEAR, ALL, Objection.NONE);
        venue = listed("BTCUSDT", "NEWUSDT");

        listings.doWork(10 * MINUTE, TRADES);

        assertThat(log)
                .containsExactly(
                        "leave [linear/publicTrade.ETHUSDT]",
                        "delisted: ETHUSDT",
                        "join [linear/publicTrade.NEWUSDT]",
                        "new: NEWUSDT");
        assertThat(names).containsExactly("BTCUSDT", "NEWUSDT");
    }

    @Test
    void aSymbolThatComesBackIsJoinedAgain() {
        Listings listings = listings(Category.LINEAR, ALL, Objection.NONE);
        venue = listed("BTCUSDT");
        listings.doWork(10 * MINUTE, TRADES);
        venue = listed("BTCUSDT", "ETHUSDT");
        listings.doWork(20 * MINUTE, TRADES);

        assertThat(log).endsWith("join [linear/publicTrade.ETHUSDT]", "new: ETHUSDT");
    }

    @Test
    void onlyWhatTheWishFitsIsJoined() {
        Selection bitcoin = new Selection(List.of("BTC*"), false, 0, List.of());
        Listings listings = listings(Category.LINEAR, bitcoin, Objection.NONE);
        venue = listed("BTCUSDT", "ETHUSDT", "BTCPERP", "DOGEUSDT");

        listings.doWork(10 * MINUTE, TRADES);

        assertThat(names).containsExactly("BTCPERP", "BTCUSDT", "ETHUSDT");
    }

    @Test
    void aNewSymbolThatCannotBeWatchedIsPassedOver() {
        Listings listings = listings(Category.SPOT, ALL, symbol -> symbol.name().endsWith("EUR") ? "in euros" : null);
        venue = listed("BTCUSDT", "ETHUSDT", "BTCEUR");

        listings.doWork(10 * MINUTE, TRADES);

        assertThat(log).isEmpty();
        assertThat(names).containsExactly("BTCUSDT", "ETHUSDT");
    }

    @Test
    void aListThatIsNotToBeHadChangesNothingAndIsAskedForAgain() {
        Listings listings = listings(Category.LINEAR, ALL, Objection.NONE);
        down = true;
        venue = listed("NEWUSDT");
        listings.doWork(10 * MINUTE, TRADES);
        assertThat(log).containsExactly("the list of instruments is not to be had: down");
        assertThat(names).containsExactly("BTCUSDT", "ETHUSDT");

        down = false;
        venue = List.of();
        listings.doWork(20 * MINUTE, TRADES);
        assertThat(names).containsExactly("BTCUSDT", "ETHUSDT");
    }

    @Test
    void plainNamesAreNotFollowed() {
        Listings listings =
                listings(Category.LINEAR, new Selection(List.of("BTCUSDT"), false, 0, List.of()), Objection.NONE);

        run(listings, 0, 60 * MINUTE);

        assertThat(reads).isZero();
    }

    @Test
    void aTopicThatOtherSymbolsNeedIsKeptAndNotSubscribedTwice() {
        venue = listed("BTC-25SEP26-90000-C", "BTC-25SEP26-95000-C", "ETH-25SEP26-4000-P");
        Listings listings = listings(Category.OPTION, ALL, Objection.NONE);
        venue = listed("BTC-25SEP26-90000-C", "BTC-25DEC26-90000-C");

        listings.doWork(10 * MINUTE, TRADES);

        assertThat(log)
                .containsExactly(
                        "leave [option/publicTrade.ETH]",
                        "delisted: BTC-25SEP26-95000-C, ETH-25SEP26-4000-P",
                        "join []",
                        "new: BTC-25DEC26-90000-C");
    }

    private Listings listings(Category category, Selection selection, Objection objection) {
        venue.forEach(one -> names.add(one.name()));
        return new Listings(category, selection, objection, names, this::read, this);
    }

    private List<Listed> read() throws Universe.Unavailable {
        reads++;
        if (down) {
            throw new Universe.Unavailable("down");
        }
        return venue;
    }

    /** As the main thread does: about twenty times a second. */
    private static void run(Listings listings, long fromMillis, long toMillis) {
        for (long now = fromMillis; now < toMillis; now += 50) {
            listings.doWork(now, TRADES);
        }
    }

    private static List<Listed> listed(String... symbols) {
        return Stream.of(symbols).map(Listed::named).toList();
    }

    @Override
    public void join(List<Topic> topics) {
        log.add("join " + topics);
    }

    @Override
    public void leave(List<Topic> topics) {
        log.add("leave " + topics);
    }

    @Override
    public void say(String text) {
        log.add(text);
    }
}
