package io.jaybit.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.jaybit.book.BookCopy;
import io.jaybit.book.OrderBook;
import io.jaybit.feed.Notice;
import io.jaybit.market.BookUpdate;
import io.jaybit.market.Category;
import io.jaybit.market.Channel;
import io.jaybit.market.Decimal;
import io.jaybit.market.Symbol;
import io.jaybit.market.TakerSide;
import io.jaybit.market.Ticker;
import io.jaybit.market.TickerField;
import io.jaybit.market.TickerUpdate;
import io.jaybit.market.Topic;
import io.jaybit.market.Trade;
import io.jaybit.market.TradeId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** What listeners see of a full queue, a throwing neighbour, a late turn; without sockets and without threads. */
class DeliveryTest {
    private static final Symbol SYMBOL = new Symbol(Category.LINEAR, "BTCUSDT");
    private static final Topic TRADES = Topic.of(Channel.LINEAR, "publicTrade.BTCUSDT");
    private static final Topic BOOK = Topic.of(Channel.LINEAR, "orderbook.50.BTCUSDT");
    private static final Topic TICKER = Topic.of(Channel.LINEAR, "tickers.BTCUSDT");

    private final List<String> seen = new ArrayList<>();
    private final DeliveryQueue queue = new DeliveryQueue(3, 2);
    private final Deque<Runnable> ioTasks = new ArrayDeque<>();
    private final OrderBook book = new OrderBook(BOOK, SYMBOL);
    private final TopicSubscription subscription = subscription();

    @Test
    void eventsComeInOrder() {
        Lane lane = tradeLane();

        lane.onEvent(trade(1));
        lane.onEvent(trade(2));
        deliverAll();

        assertThat(seen).containsExactly("trade 1", "trade 2");
    }

    @Test
    void whatDoesNotFitIsDroppedAndSaidInItsPlace() {
        Lane lane = tradeLane();

        for (int i = 1; i <= 8; i++) {
            lane.onEvent(trade(i));
        }
        deliverOne();
        lane.onEvent(trade(9));
        deliverAll();

        assertThat(seen).containsExactly("trade 1", "trade 2", "trade 3", "dropped 5 from 4 to 8", "trade 9");
        assertThat(lane.dropped()).isEqualTo(5);
    }

    @Test
    void dropsAfterAnAcceptedEventAreSaidAfterIt() {
        Lane lane = tradeLane();
        for (int i = 1; i <= 4; i++) {
            lane.onEvent(trade(i));
        }
        deliverOne();

        lane.onEvent(trade(5));
        lane.onEvent(trade(6));
        lane.onEvent(trade(7));
        deliverAll();

        assertThat(seen)
                .containsExactly(
                        "trade 1", "trade 2", "trade 3", "dropped 1 from 4 to 4", "trade 5", "dropped 2 from 6 to 7");
    }

    @Test
    void aDropAfterTheMarkerWasDeliveredMakesANewOne() {
        Lane lane = tradeLane();
        DeliveryQueue other = queue;
        for (int i = 1; i <= 4; i++) {
            lane.onEvent(trade(i));
        }
        deliverAll();
        for (int i = 5; i <= 8; i++) {
            lane.onEvent(trade(i));
        }
        deliverAll();

        assertThat(seen)
                .containsExactly(
                        "trade 1",
                        "trade 2",
                        "trade 3",
                        "dropped 1 from 4 to 4",
                        "trade 5",
                        "trade 6",
                        "trade 7",
                        "dropped 1 from 8 to 8");
        assertThat(other.queued()).isZero();
        assertThat(other.mostQueued()).isEqualTo(3);
    }

    @Test
    void ofABookTheNewestWinsAndOvertakenUpdatesAreCounted() {
        Lane lane = new BookLane(subscription, queue, new Recorder());

        for (int u = 1; u <= 10; u++) {
            lane.onBook(book, snapshot(u), book.apply(snapshot(u)));
        }
        deliverAll();
        lane.onBook(book, snapshot(11), book.apply(snapshot(11)));
        deliverAll();

        assertThat(seen).containsExactly("book 10", "book 11");
        assertThat(lane.merges()).isEqualTo(9);
        assertThat(lane.dropped()).isZero();
    }

    @Test
    void booksAndTickersAreNotHeldUpByAFullQueue() {
        Lane trades = tradeLane();
        Lane books = new BookLane(subscription, queue, new Recorder());
        Lane tickers = new TickerLane(subscription, queue, new Recorder());
        for (int i = 1; i <= 4; i++) {
            trades.onEvent(trade(i));
        }

        books.onBook(book, snapshot(1), book.apply(snapshot(1)));
        tickers.onTicker(ticker("7"));
        tickers.onTicker(ticker("8"));
        deliverAll();

        assertThat(seen)
                .containsExactly("trade 1", "trade 2", "trade 3", "dropped 1 from 4 to 4", "book 1", "ticker 8");
        assertThat(tickers.merges()).isEqualTo(1);
    }

    @Test
    void deltasThatDoNotFitAreReplacedByACopyOfOurOwnBook() {
        DeltaLane lane = deltaLane();

        for (int u = 1; u <= 6; u++) {
            lane.onBook(book, snapshot(u), book.apply(snapshot(u)));
        }
        deliverAll();
        lane.onBook(book, snapshot(7), book.apply(snapshot(7)));
        runIoTasks();
        lane.onBook(book, snapshot(8), book.apply(snapshot(8)));
        deliverAll();

        assertThat(seen)
                .containsExactly("delta 1", "delta 2", "delta 3", "dropped 4 from 4 to 7", "fresh 7", "delta 8");
        assertThat(lane.dropped()).isEqualTo(4);
    }

    @Test
    void whoSubscribesDeltasOfALiveBookBeginsWithACopy() {
        DeltaLane lane = deltaLane();
        book.apply(snapshot(5));

        lane.showBook(book);
        lane.onBook(book, snapshot(6), book.apply(snapshot(6)));
        deliverAll();

        assertThat(seen).containsExactly("fresh 5", "delta 6");
    }

    @Test
    void afterItsCloseASubscriptionHearsNothing() {
        Lane lane = tradeLane();
        lane.onEvent(trade(1));
        lane.onEvent(trade(2));
        deliverOne();

        subscription.close();
        deliverAll();

        assertThat(seen).containsExactly("trade 1");
    }

    @Test
    void noticesStandBetweenTheEventsTheyConcern() {
        Lane lane = tradeLane();
        Notices notices = new Notices(queue, null);
        notices.add(notice -> seen.add("notice"));
        lane.onEvent(trade(1));
        notices.publish(new Notice.FirstData(TRADES, 1, 1), List.of(subscription));
        lane.onEvent(trade(2));

        deliverAll();

        assertThat(seen).containsExactly("trade 1", "own FirstData", "notice", "trade 2");
    }

    @Test
    void noticesBeyondTheirQueueAreCounted() {
        Notices notices = new Notices(queue, null);
        notices.add(notice -> seen.add("notice"));

        for (int i = 0; i < 5; i++) {
            notices.publish(new Notice.FirstData(TRADES, 1, 1));
        }
        deliverAll();

        assertThat(seen).hasSize(2);
        assertThat(queue.noticesDropped()).isEqualTo(3);
    }

    @Test
    void aListenerOfNoticesThatThrowsIsCountedAndTheNextOneIsCalled() {
        Notices notices = new Notices(queue, null);
        notices.add(notice -> {
            throw new IllegalStateException("mine, and meant");
        });
        notices.add(notice -> seen.add("notice"));

        notices.publish(new Notice.FirstData(TRADES, 1, 1));
        deliverAll();

        assertThat(seen).containsExactly("notice");
        assertThat(notices.callbackFailures()).isEqualTo(1);
    }

    @Test
    void aClosedQueueForgetsWhatIsInIt() {
        Lane lane = tradeLane();
        lane.onEvent(trade(1));

        queue.close();
        lane.onEvent(trade(2));
        deliverAll();

        assertThat(seen).isEmpty();
    }

    private void deliverAll() {
        for (DeliveryQueue.Parcel parcel = queue.poll(); parcel != null; parcel = queue.poll()) {
            parcel.deliver();
        }
    }

    private void deliverOne() {
        DeliveryQueue.Parcel parcel = queue.poll();
        assertThat(parcel).isNotNull();
        parcel.deliver();
    }

    private void runIoTasks() {
        while (!ioTasks.isEmpty()) {
            ioTasks.remove().run();
        }
    }

    private Lane tradeLane() {
        return new EventLane(subscription, queue, TRADES, new Recorder(), DeliveryTest::dropped);
    }

    private DeltaLane deltaLane() {
        return new DeltaLane(subscription, queue, BOOK, new DeltaRecorder(), DeliveryTest::dropped, ioTasks::add);
    }

    private static Notice.Dropped dropped(Topic topic, long count, long from, long to) {
        return new Notice.Dropped(topic, count, from, to, 1);
    }

    private TopicSubscription subscription() {
        TopicSubscription.Client client = new TopicSubscription.Client() {
            @Override
            public boolean isOwnThread() {
                return false;
            }

            @Override
            public List<TopicHealth> healthOf(List<Topic> topics) {
                return List.of();
            }

            @Override
            public void closed(TopicSubscription closed) {
                seen.remove("nothing");
            }

            @Override
            public void left(TopicSubscription subscription, List<Topic> gone) {
                throw new AssertionError("nobody leaves here");
            }

            @Override
            public void onDeliveryThread(Runnable task) {
                task.run();
            }
        };
        return new TopicSubscription(client, List.of(TRADES), new Recorder(), null, null, null);
    }

    private static Trade trade(int number) {
        return new Trade(
                TRADES,
                SYMBOL,
                TradeId.ofNumber(number),
                TakerSide.BUY,
                Decimal.of(number, 0),
                Decimal.of(1, 0),
                null,
                false,
                false,
                OptionalLong.empty(),
                null,
                number,
                number,
                1);
    }

    private static BookUpdate snapshot(long u) {
        BookUpdate update = new BookUpdate(BOOK, SYMBOL);
        update.setSnapshot(true);
        update.setUpdateId(u);
        update.setPushedEpochMillis(u);
        update.bids().add(100, 0, 1, 0);
        update.asks().add(101, 0, 1, 0);
        return update;
    }

    private static Ticker ticker(String lastPrice) {
        TickerUpdate update = new TickerUpdate(TICKER, SYMBOL);
        update.setSnapshot(true);
        update.set(TickerField.LAST_PRICE, lastPrice);
        return update.mergeInto(null);
    }

    private final class Recorder implements MarketListener {
        @Override
        public void onTrade(Trade trade) {
            seen.add("trade " + trade.price());
        }

        @Override
        public void onBook(BookCopy copy) {
            seen.add("book " + copy.updateId());
        }

        @Override
        public void onTicker(Ticker ticker) {
            seen.add("ticker " + ticker.lastPrice());
        }

        @Override
        public void onNotice(Notice notice) {
            if (notice instanceof Notice.Dropped dropped) {
                seen.add("dropped " + dropped.count() + " from " + dropped.fromEpochMillis() + " to "
                        + dropped.toEpochMillis());
            } else {
                seen.add("own " + notice.getClass().getSimpleName());
            }
        }
    }

    private final class DeltaRecorder implements DeltaListener {
        @Override
        public void onDelta(BookUpdate update, OrderBook.Outcome outcome) {
            seen.add("delta " + update.updateId());
        }

        @Override
        public void onBook(BookCopy copy) {
            seen.add("fresh " + copy.updateId());
        }

        @Override
        public void onDropped(Notice.Dropped dropped) {
            seen.add("dropped " + dropped.count() + " from " + dropped.fromEpochMillis() + " to "
                    + dropped.toEpochMillis());
        }
    }
}
