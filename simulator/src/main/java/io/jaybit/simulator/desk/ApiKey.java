package io.jaybit.simulator.desk;

import io.jaybit.simulator.exchange.Account;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Signature;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * What somebody logs in with. Immutable.
 *
 * @param secret of an HMAC key; empty of an RSA key
 * @param publicKey of an RSA key; null of an HMAC key
 */
public record ApiKey(
        String key,
        Account account,
        String secret,
        @Nullable PublicKey publicKey) {
    /** Whether a text was signed with this key: HMAC-SHA256 in hex, or RSA-SHA256 in base 64. */
    public boolean signed(String text, String signature) {
        byte[] plain = text.getBytes(StandardCharsets.UTF_8);
        try {
            if (publicKey != null) {
                Signature rsa = Signature.getInstance("SHA256withRSA");
                rsa.initVerify(publicKey);
                rsa.update(plain);
                return rsa.verify(Base64.getDecoder().decode(signature));
            }
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            String expected = HexFormat.of().formatHex(mac.doFinal(plain));
            return MessageDigest.isEqual(
                    expected.getBytes(StandardCharsets.UTF_8), signature.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException | IllegalArgumentException unreadable) {
            return false;
        }
    }

    @Override
    public String toString() {
        return "ApiKey[" + key + " of " + account + "]";
    }
}
