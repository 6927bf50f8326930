package io.jaybit.client.internal.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.util.Base64;
import org.junit.jupiter.api.Test;

class SignerTest {
    private static final ApiKey KEY = ApiKey.hmac("demoKey0123456789", "demoSecret9876543210");

    @Test
    void loginIsSignedWithHmac() {
        assertThat(new Signer(KEY).signLogin(1784900000000L))
                .isEqualTo("cb38ac67968daaee6991aecd6221b71df11733c5d9e4246268d813d96aafe337");
    }

    @Test
    void restRequestsAreSignedWithHmac() {
        String head = "1784900000000" + KEY.key() + "5000";

        assertThat(new Signer(KEY).sign(head + "category=linear&symbol=BTCUSDT&openOnly=0&limit=50"))
                .isEqualTo("de7282778440b6bb26b6e8ed4e267a314570f8ea960278268902b00372dcee19");
        assertThat(
                        new Signer(KEY)
                                .sign(
                                        head
                                                + "{\"category\":\"linear\",\"symbol\":\"BTCUSDT\",\"side\":\"Buy\",\"orderType\":\"Limit\",\"qty\":\"0.001\",\"price\":\"60000\",\"timeInForce\":\"PostOnly\",\"orderLinkId\":\"oms-1\"}"))
                .isEqualTo("5c38e9177ff0317af114ffb3e1ab6226478773eb8a279dd774f8e2f6661be6c7");
    }

    @Test
    void loginIsSignedWithRsa() throws GeneralSecurityException {
        KeyPair pair = rsa();
        Signer signer = new Signer(ApiKey.rsa("rsaKey", pem(pair)));

        byte[] signature = Base64.getDecoder().decode(signer.signLogin(1784900000000L));

        Signature check = Signature.getInstance("SHA256withRSA");
        check.initVerify(pair.getPublic());
        check.update("GET/realtime1784900000000".getBytes(UTF_8));
        assertThat(check.verify(signature)).isTrue();
        assertThat(signer.apiKey()).isEqualTo("rsaKey");
    }

    @Test
    void nothingPrintsASecret() throws GeneralSecurityException {
        String pem = pem(rsa());

        assertThat(KEY.toString() + new Signer(KEY)).doesNotContain("demoSecret", "demoKey");
        assertThat(ApiKey.rsa("rsaKey", pem).toString()).isEqualTo("ApiKey[RSA]");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ApiKey.rsa("rsaKey", pem.replace("MII", "xxx")))
                .withMessageStartingWith("the RSA key cannot be read")
                .withNoCause()
                .satisfies(e -> assertThat(e.getMessage().length()).isLessThan(80));
    }

    @Test
    void keysThatCannotSignAreRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> ApiKey.hmac(" ", "s"));
        assertThatIllegalArgumentException().isThrownBy(() -> ApiKey.hmac("k", ""));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ApiKey.rsa("k", "-----BEGIN RSA PRIVATE KEY-----\nMII"))
                .withMessageContaining("openssl pkcs8");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ApiKey.rsa("k", "secret"))
                .withMessageContaining("PKCS#8")
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain("secret"));
    }

    private static KeyPair rsa() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        return generator.generateKeyPair();
    }

    private static String pem(KeyPair pair) {
        String body = Base64.getMimeEncoder().encodeToString(pair.getPrivate().getEncoded());
        return "-----BEGIN PRIVATE KEY-----\n" + body + "\n-----END PRIVATE KEY-----\n";
    }
}
