package io.jaybit.client.internal.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Objects;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signs logins and REST requests: lower-case hex of HMAC-SHA256, or base64 of RSA-SHA256. Safe for any thread.
 *
 * <p>Venue page: <a href="https://bybit-exchange.github.io/docs/v5/guide#authentication">Authentication</a>.
 */
public final class Signer {
    private final ApiKey key;

    public Signer(ApiKey key) {
        this.key = Objects.requireNonNull(key, "key");
    }

    /** The public part of the key that signs. */
    public String apiKey() {
        return key.key();
    }

    /**
     * The signature of a login on a private or trade socket: over {@code GET/realtime} and the time of expiry.
     *
     * @param expiresEpochMillis later than the venue's clock, by a second or a few
     */
    public String signLogin(long expiresEpochMillis) {
        return sign("GET/realtime" + expiresEpochMillis);
    }

    /** The signature of a text: for REST, of time, key, window and the query or body exactly as sent. */
    public String sign(String text) {
        try {
            PrivateKey privateKey = key.privateKey();
            if (privateKey != null) {
                Signature signature = Signature.getInstance("SHA256withRSA");
                signature.initSign(privateKey);
                signature.update(text.getBytes(UTF_8));
                return Base64.getEncoder().encodeToString(signature.sign());
            }
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(Objects.requireNonNull(key.secret()).getBytes(UTF_8), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(text.getBytes(UTF_8)));
        } catch (GeneralSecurityException impossible) {
            // Both algorithms belong to every Java platform, and the key was read with one of them.
            throw new IllegalStateException("this Java cannot sign with " + key, impossible);
        }
    }

    @Override
    public String toString() {
        return "Signer[" + key + "]";
    }
}
