package io.jaybit.simulator.feed;

import static org.assertj.core.api.Assertions.assertThat;

import io.jaybit.simulator.exchange.BookSide;
import io.jaybit.simulator.exchange.Category;
import io.jaybit.simulator.exchange.Instrument;
import io.jaybit.simulator.exchange.Listing;
import io.jaybit.simulator.exchange.Market;
import io.jaybit.simulator.wire.StreamPath;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Every book that is published adds up to the true one. */
class BookTopicProperties {
    private static final int SEEDS = Boolean.getBoolean("jaybit.long") ? 10_000 : 200;

    private static final List<String> SYMBOLS = List.of(
            "linear BTCUSDT",
            "spot BTCUSDT",
            "inverse BTCUSD",
            "option BTC-25DEC26-90000-C-USDT",
            "spread SOLUSDT_SOL/USDT");

    @Test
    void booksRebuiltFromTheirFramesEqualTheTrueOnes() {
        for (int seed = 1; seed <= SEEDS; seed++) {
            try {
                run(seed);
            } catch (AssertionError failure) {
                throw new AssertionError("seed " + seed + ": " + failure.getMessage(), failure);
            }
        }
    }

    private static void run(int seed) {
        Random random = new Random(seed);
        FeedWorld world = new FeedWorld();
        String[] chosen = SYMBOLS.get(seed % SYMBOLS.size()).split(" ");
        Category category = Category.parse(chosen[0]).orElseThrow();
        Market market = world.market(category, chosen[1]);
        long centre = world.listings.stream()
                .filter(listing -> listing.instrument() == market.instrument())
                .mapToLong(Listing::startPrice)
                .findFirst()
                .orElseThrow();
        int width = new int[] {4, 40, 150, 2_000}[random.nextInt(4)];
        int steps = width == 2_000 ? 250 : 120;
        List<Client> clients = new ArrayList<>();
        Map<String, String> picturesByU = new HashMap<>();
        for (int i = 0; i < steps; i++) {
            world.step(random, market, centre, width);
            if (clients.size() < 6 && random.nextInt(12) == 0) {
                BookKind kind = pick(BookKind.of(category), random);
                clients.add(new Client(world, market, kind, picturesByU));
            }
            if (random.nextInt(25) == 0 && !clients.isEmpty()) {
                clients.remove(random.nextInt(clients.size())).leave();
            }
            if (random.nextInt(150) == 0) {
                world.feeds.restart();
                picturesByU.clear();
            }
            if (random.nextBoolean()) {
                world.run(random.nextInt(random.nextInt(20) == 0 ? 4_000 : 60));
            }
        }
        world.run(500);
        for (Client client : clients) {
            client.compareWithTruth();
        }
    }

    private static <T> T pick(List<T> list, Random random) {
        return list.get(random.nextInt(list.size()));
    }

    /** Rebuilds one topic and checks each of its frames. */
    private static final class Client implements Subscriber {
        private final Topic topic;
        private final Market market;
        private final BookKind kind;
        private final Map<String, String> picturesByU;
        private final RebuiltBook book = new RebuiltBook();
        /** Whether frames come by the beat, when they are the book of that moment; the first one may be older. */
        private boolean deltas;

        Client(FeedWorld world, Market market, BookKind kind, Map<String, String> picturesByU) {
            this.market = market;
            this.kind = kind;
            this.picturesByU = picturesByU;
            StreamPath path = StreamPath.parse(market.category().text()).orElseThrow();
            this.topic = world.topic(path, "orderbook." + kind.text() + "." + market.symbol());
            topic.join(this);
            if (kind == BookKind.FULL) {
                loadFromRest(world.feeds.book(market, kind));
            }
            deltas = true;
        }

        /** The synchronisation of {@code orderbook.full}: the REST book has the stream's {@code u}. */
        private void loadFromRest(PublishedBook rest) {
            Instrument instrument = market.instrument();
            book.u = rest.u();
            load(rest.bids(), instrument, book.bids);
            load(rest.asks(), instrument, book.asks);
        }

        private static void load(Ladder from, Instrument instrument, Map<java.math.BigDecimal, String> to) {
            to.clear();
            Figures figures = new Figures(instrument);
            for (int i = 0; i < from.count(); i++) {
                to.put(instrument.priceOf(from.price(i)).stripTrailingZeros(), figures.size(from.size(i)));
            }
        }

        @Override
        public void deliver(Topic from, byte[] frame) {
            book.apply(Inbox.json(new String(frame, StandardCharsets.UTF_8)));
            // What is wrong in a deep book stays so for long: not every frame need be compared.
            if (deltas && (kind.depth() <= 25 || book.u % 8 == 0)) {
                compareWithTruth();
            }
            if (kind.depth() <= 25 || !deltas) {
                String before = picturesByU.putIfAbsent(kind + " " + book.u, book.picture());
                assertThat(before == null ? book.picture() : before)
                        .as("levels of u %d", book.u)
                        .isEqualTo(book.picture());
            }
        }

        void compareWithTruth() {
            assertThat(book.picture()).as(topic.name()).isEqualTo(truth());
        }

        private String truth() {
            StringBuilder text = new StringBuilder();
            side("bid ", market.bids(), text);
            side("ask ", market.asks(), text);
            return text.toString();
        }

        private void side(String word, BookSide side, StringBuilder to) {
            Figures figures = new Figures(market.instrument());
            for (int i = 0; i < Math.min(kind.depth(), side.size()); i++) {
                to.append(word)
                        .append(market.instrument()
                                .priceOf(side.price(i))
                                .stripTrailingZeros()
                                .toPlainString());
                to.append(" x ").append(figures.size(side.size(i)));
                to.append(kind == BookKind.RPI ? "+0\n" : "\n");
            }
        }

        void leave() {
            topic.leave(this);
        }
    }
}
