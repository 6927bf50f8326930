package io.jaybit.client.internal.wire;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An API key and what signs with it: a shared secret (HMAC) or an RSA private key. Immutable. Neither {@link #toString} nor any
 * error message tells a secret.
 */
public final class ApiKey {
    private static final String BEGIN = "-----BEGIN PRIVATE KEY-----";
    private static final String END = "-----END PRIVATE KEY-----";

    private final String key;
    private final @Nullable String secret;
    private final @Nullable PrivateKey privateKey;

    private ApiKey(String key, @Nullable String secret, @Nullable PrivateKey privateKey) {
        this.key = key;
        this.secret = secret;
        this.privateKey = privateKey;
    }

    /** A key made by the venue, which gave a secret with it. */
    public static ApiKey hmac(String key, String secret) {
        Objects.requireNonNull(secret, "secret");
        if (secret.isBlank()) {
            throw new IllegalArgumentException("the API secret is empty");
        }
        return new ApiKey(checked(key), secret, null);
    }

    /**
     * A key made by oneself, whose public half was given to the venue.
     *
     * @param pem the private half: PKCS#8, {@code -----BEGIN PRIVATE KEY-----}
     * @throws IllegalArgumentException if it is not that; the message does not repeat it
     */
    public static ApiKey rsa(String key, String pem) {
        int from = pem.indexOf(BEGIN);
        int to = pem.indexOf(END);
        if (from < 0 || to < from) {
            String found = pem.contains("BEGIN RSA PRIVATE KEY")
                    ? "a PKCS#1 key; convert it with: openssl pkcs8 -topk8 -nocrypt -in FILE"
                    : pem.contains("BEGIN ENCRYPTED PRIVATE KEY") ? "an encrypted key" : "none";
            throw new IllegalArgumentException("an RSA key must be PKCS#8 PEM (" + BEGIN + "), found " + found);
        }
        try {
            byte[] encoded = Base64.getMimeDecoder().decode(pem.substring(from + BEGIN.length(), to));
            PrivateKey privateKey = KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(encoded));
            return new ApiKey(checked(key), null, privateKey);
        } catch (GeneralSecurityException | IllegalArgumentException unusable) {
            // Not the cause's message: a parser of keys may quote what it read.
            throw new IllegalArgumentException(
                    "the RSA key cannot be read (" + unusable.getClass().getSimpleName() + ")");
        }
    }

    private static String checked(String key) {
        if (key.isBlank()) {
            throw new IllegalArgumentException("the API key is empty");
        }
        return key;
    }

    /** The public part: sent with every login, shown to nobody else. */
    public String key() {
        return key;
    }

    /** Null for an RSA key. */
    @Nullable
    String secret() {
        return secret;
    }

    /** Null for an HMAC key. */
    @Nullable
    PrivateKey privateKey() {
        return privateKey;
    }

    @Override
    public String toString() {
        return "ApiKey[" + (secret != null ? "HMAC" : "RSA") + "]";
    }
}
