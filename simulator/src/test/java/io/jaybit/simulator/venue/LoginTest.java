package io.jaybit.simulator.venue;

import static org.assertj.core.api.Assertions.assertThat;

import io.jaybit.simulator.desk.ApiKey;
import io.jaybit.simulator.wire.StreamPath;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Logins on the private and on the trade socket, with the reference's test vector. */
class LoginTest {
    private static final String SIGNATURE = "cb38ac67968daaee6991aecd6221b71df11733c5d9e4246268d813d96aafe337";
    private static final String GOOD =
            "[\"demoKey0123456789\",1784900000000,\"cb38ac67968daaee6991aecd6221b71df11733c5d9e4246268d813d96aafe337\"]";

    private final PlainVenue plain = new PlainVenue(VenueConfig.USUAL);

    @Test
    void thePrivateSocketTakesTheTestVector() {
        assertThat(auth(StreamPath.PRIVATE, GOOD))
                .containsExactly("{\"success\":true,\"ret_msg\":\"\",\"op\":\"auth\",\"conn_id\":\"ID\"}");
        assertThat(plain.client(StreamPath.PRIVATE).ask("{\"req_id\":\"10001\",\"op\":\"auth\",\"args\":" + GOOD + "}"))
                .containsExactly(
                        "{\"req_id\":\"10001\",\"success\":true,\"ret_msg\":\"\",\"op\":\"auth\",\"conn_id\":\"ID\"}");
    }

    @Test
    void theTradeSocketAnswersInItsOwnShape() {
        assertThat(auth(StreamPath.TRADE, GOOD))
                .containsExactly("{\"retCode\":0,\"retMsg\":\"OK\",\"op\":\"auth\",\"connId\":\"ID\"}");
        assertThat(plain.client(StreamPath.TRADE).ask("{\"reqId\":\"a\",\"op\":\"auth\",\"args\":" + GOOD + "}"))
                .containsExactly("{\"reqId\":\"a\",\"retCode\":0,\"retMsg\":\"OK\",\"op\":\"auth\",\"connId\":\"ID\"}");
    }

    @Test
    void whatIsWrongIsRefusedAndTheSocketStaysOpen() {
        for (String args : List.of(
                "[\"demoKey0123456789\",1784900000001,\"" + SIGNATURE + "\"]",
                "[\"nobody\",1784900000000,\"" + SIGNATURE + "\"]",
                "[\"demoKey0123456789\"]",
                "[1,2,3]",
                "{}",
                "[\"demoKey0123456789\",\"soon\",\"" + SIGNATURE + "\"]")) {
            PlainVenue.Client client = plain.client(StreamPath.PRIVATE);

            assertThat(client.ask("{\"op\":\"auth\",\"args\":" + args + "}"))
                    .containsExactly(
                            "{\"success\":false,\"ret_msg\":\"Params Error\",\"op\":\"auth\",\"conn_id\":\"ID\"}");
            assertThat(client.ask("{\"op\":\"auth\",\"args\":" + GOOD + "}").get(0))
                    .contains("\"success\":true");
        }
    }

    @Test
    void theTradeSocketSaysByItsCodeWhatIsWrong() {
        assertThat(auth(StreamPath.TRADE, "[\"demoKey0123456789\",1784900000000]")
                        .get(0))
                .contains("\"retCode\":10001");
        assertThat(auth(StreamPath.TRADE, "[\"nobody\",1784900000000,\"" + SIGNATURE + "\"]")
                        .get(0))
                .contains("\"retCode\":10003", "API key is invalid.");
        assertThat(auth(StreamPath.TRADE, "[\"demoKey0123456789\",1784900000001,\"" + SIGNATURE + "\"]")
                        .get(0))
                .contains("\"retCode\":10004");
    }

    @Test
    void aLoginHasToBeLaterThanTheVenuesClock() {
        plain.timeline.advanceTo(1_784_900_000_000L);

        assertThat(auth(StreamPath.PRIVATE, GOOD).get(0)).contains("Params Error");
        assertThat(auth(StreamPath.TRADE, GOOD).get(0)).contains("\"retCode\":10001");
    }

    @Test
    void aSecondLoginOfTheTradeSocketIsHarmless() {
        PlainVenue.Client client = plain.client(StreamPath.TRADE).logIn();

        assertThat(client.ask("{\"op\":\"auth\",\"args\":" + GOOD + "}"))
                .containsExactly("{\"retCode\":20001,\"retMsg\":\"Repeat auth\",\"op\":\"auth\",\"connId\":\"ID\"}");
        assertThat(client.ask("{\"op\":\"order.create\",\"args\":[{}]}"))
                .containsExactly("{\"op\":\"order.create\",\"connId\":\"ID\"}");
    }

    @Test
    void anRsaKeySignsInBase64() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2_048);
        KeyPair pair = generator.generateKeyPair();
        plain.keys.add(new ApiKey("rsaKey", plain.account, "", pair.getPublic()));
        Signature rsa = Signature.getInstance("SHA256withRSA");
        rsa.initSign(pair.getPrivate());
        rsa.update("GET/realtime1784900000000".getBytes(StandardCharsets.UTF_8));
        String signature = Base64.getEncoder().encodeToString(rsa.sign());

        assertThat(auth(StreamPath.PRIVATE, "[\"rsaKey\",1784900000000,\"" + signature + "\"]")
                        .get(0))
                .contains("\"success\":true");
        assertThat(auth(StreamPath.TRADE, "[\"rsaKey\",1784900000000,\"" + SIGNATURE + "\"]")
                        .get(0))
                .contains("\"retCode\":10004");
    }

    private List<String> auth(StreamPath path, String args) {
        return plain.client(path).ask("{\"op\":\"auth\",\"args\":" + args + "}");
    }
}
