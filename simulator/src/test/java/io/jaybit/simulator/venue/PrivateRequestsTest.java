package io.jaybit.simulator.venue;

import static org.assertj.core.api.Assertions.assertThat;

import io.jaybit.simulator.wire.StreamPath;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the private and the trade socket answer, word by word. */
class PrivateRequestsTest {
    private static final String PARTLY =
            "Batch subscription partially succeeded and partially failed.Successful subscriptions are as follows:[%s]. Subscription to the following topics failed because the topic does not exist or there is a subscription conflict:[%s].";

    private final PlainVenue plain = new PlainVenue(VenueConfig.USUAL);

    @BeforeEach
    void topics() {
        for (String name : new String[] {"order", "order.linear", "execution", "execution.fast", "wallet"}) {
            plain.privateTopic(name);
        }
    }

    @Test
    void aSubscriptionIsAcknowledgedAndDelivers() {
        PlainVenue.Client client = plain.client(StreamPath.PRIVATE).logIn();

        assertThat(client.subscribe("order", "wallet"))
                .containsExactly("{\"success\":true,\"ret_msg\":\"\",\"op\":\"subscribe\",\"conn_id\":\"ID\"}");
        assertThat(client.ask("{\"req_id\":\"r\",\"op\":\"subscribe\",\"args\":[\"execution\"]}"))
                .containsExactly(
                        "{\"req_id\":\"r\",\"success\":true,\"ret_msg\":\"\",\"op\":\"subscribe\",\"conn_id\":\"ID\"}");

        plain.privateTopic("order").say("order push");
        assertThat(client.got()).containsExactly("order push");
    }

    @Test
    void nothingIsSubscribedBeforeTheLogin() {
        PlainVenue.Client client = plain.client(StreamPath.PRIVATE);

        assertThat(client.subscribe("order").get(0)).contains("\"success\":false", "Request not authorized");
        plain.privateTopic("order").say("order push");
        assertThat(client.got()).isEmpty();
    }

    @Test
    void aTopicThatDoesNotExistFailsAlone() {
        PlainVenue.Client client = plain.client(StreamPath.PRIVATE).logIn();

        assertThat(client.ask("{\"req_id\":\"p\",\"op\":\"subscribe\",\"args\":[\"foo\"]}"))
                .containsExactly("{\"req_id\":\"p\",\"success\":false,\"ret_msg\":\"" + String.format(PARTLY, "", "foo")
                        + "\",\"op\":\"subscribe\",\"conn_id\":\"ID\"}");
        assertThat(client.subscribe("wallet", "foo").get(0)).contains(String.format(PARTLY, "wallet", "foo"));
        plain.privateTopic("wallet").say("wallet push");
        assertThat(client.got()).containsExactly("wallet push");
    }

    @Test
    void aWholeTopicAndOneCategoryOfItConflictInOneRequest() {
        PlainVenue.Client client = plain.client(StreamPath.PRIVATE).logIn();

        assertThat(client.subscribe("order", "order.linear", "wallet").get(0))
                .contains(String.format(PARTLY, "wallet", "order,order.linear"));
        assertThat(client.subscribe("execution", "execution.fast").get(0)).contains("\"success\":true");
    }

    @Test
    void aSecondSubscriptionChangesNothing() {
        PlainVenue.Client client = plain.client(StreamPath.PRIVATE).logIn();
        client.subscribe("order");

        assertThat(client.subscribe("order").get(0)).contains("\"success\":true");
        plain.privateTopic("order").say("order push");
        assertThat(client.got()).containsExactly("order push");
        assertThat(client.ask("{\"op\":\"unsubscribe\",\"args\":[\"order\"]}"))
                .containsExactly("{\"success\":true,\"ret_msg\":\"\",\"op\":\"unsubscribe\",\"conn_id\":\"ID\"}");
        plain.privateTopic("order").say("order push");
        assertThat(client.got()).isEmpty();
    }

    @Test
    void pongsCarryTheVenuesTime() {
        assertThat(plain.client(StreamPath.PRIVATE).ask("{\"req_id\":\"test\",\"op\":\"ping\"}"))
                .containsExactly("{\"req_id\":\"test\",\"op\":\"pong\",\"args\":[\"" + PlainVenue.START
                        + "\"],\"conn_id\":\"ID\"}");
        assertThat(plain.client(StreamPath.TRADE).ask("{\"op\":\"ping\"}"))
                .containsExactly("{\"retCode\":0,\"retMsg\":\"OK\",\"op\":\"pong\",\"data\":[\"" + PlainVenue.START
                        + "\"],\"connId\":\"ID\"}");
    }

    @Test
    void theTradeSocketKnowsOrdersAndNothingElse() {
        PlainVenue.Client client = plain.client(StreamPath.TRADE).logIn();

        assertThat(client.ask("{\"reqId\":\"x\",\"op\":\"subscribe\",\"args\":[\"order\"]}"))
                .containsExactly(
                        "{\"reqId\":\"x\",\"retCode\":10404,\"retMsg\":\"\",\"op\":\"subscribe\",\"connId\":\"ID\"}");
        assertThat(client.ask("{\"op\":\"order.create\",\"args\":[{}]}"))
                .containsExactly("{\"op\":\"order.create\",\"connId\":\"ID\"}");
        assertThat(client.ask("{").get(0)).contains("\"retCode\":10001");
    }

    @Test
    void anOrderBeforeTheLoginIsRefused() {
        assertThat(plain.client(StreamPath.TRADE)
                        .ask("{\"op\":\"order.create\",\"args\":[{}]}")
                        .get(0))
                .contains("\"retCode\":10007");
    }

    @Test
    void anAddressHasSoManyTradeRequestsASecond() {
        PlainVenue few = new PlainVenue(VenueConfig.USUAL.withTradeRequestsPerSecond(2));
        PlainVenue.Client client = few.client(StreamPath.TRADE).logIn();
        String create = "{\"op\":\"order.create\",\"args\":[{}]}";
        client.ask(create);
        client.ask(create);

        assertThat(client.ask(create).get(0)).contains("\"retCode\":10403");

        few.timeline.advanceTo(PlainVenue.START + 1_000);
        assertThat(client.ask(create).get(0)).doesNotContain("10403");
    }
}
