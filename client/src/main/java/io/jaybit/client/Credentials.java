package io.jaybit.client;

import io.jaybit.client.internal.keys.KeyFile;
import io.jaybit.client.internal.keys.SecretFile;
import io.jaybit.client.internal.wire.ApiKey;
import io.jaybit.client.internal.wire.Signer;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An API key of the venue and what signs with it. Immutable. Neither this nor any error message shows more than the end of the key.
 *
 * <p>A key works only on the family of hosts it was made for: a key of testnet is unknown on mainnet.
 */
public final class Credentials {
    private static final String KEY_VARIABLE = "JAYBIT_KEY";
    private static final String SECRET_VARIABLE = "JAYBIT_SECRET";
    private static final int TAIL = 4;

    private final ApiKey key;
    private final @Nullable Exchange exchange;

    private Credentials(ApiKey key, @Nullable Exchange exchange) {
        this.key = key;
        this.exchange = exchange;
    }

    /** A key the venue made, with its secret. */
    public static Credentials of(String key, String secret) {
        return new Credentials(ApiKey.hmac(key, secret), null);
    }

    /**
     * A key made by oneself.
     *
     * @param key what the venue calls it
     * @param privateKeyFile PKCS#8 PEM ({@code -----BEGIN PRIVATE KEY-----}) that nobody but its owner can read
     * @throws IllegalArgumentException if the file cannot be read, is readable by others, or is no such key
     */
    public static Credentials rsa(String key, Path privateKeyFile) {
        return new Credentials(ApiKey.rsa(key, SecretFile.text(privateKeyFile)), null);
    }

    /**
     * One entry of a file that nobody but its owner can read: TOML with a table for each profile ({@code exchange}, {@code key}, and
     * {@code secret} or {@code private-key-file}), or JSON {@code {"NAME":{"key":"…","secret":"…"}}}.
     *
     * @throws IllegalArgumentException saying what is wrong with the file, or that it has no such entry and which it has
     */
    public static Credentials fromFile(Path file, String name) {
        KeyFile.Entry entry = KeyFile.read(file, name);
        String exchange = entry.exchange();
        return new Credentials(entry.key(), exchange == null ? null : Exchange.parse(exchange));
    }

    /**
     * What {@code JAYBIT_KEY} and {@code JAYBIT_SECRET} hold; empty where neither is set. The secret may be the PEM of an RSA key.
     *
     * @throws IllegalArgumentException if only one of them is set
     */
    public static Optional<Credentials> fromEnvironment() {
        return from(System.getenv());
    }

    static Optional<Credentials> from(Map<String, String> environment) {
        String key = environment.getOrDefault(KEY_VARIABLE, "").strip();
        String secret = environment.getOrDefault(SECRET_VARIABLE, "").strip();
        if (key.isEmpty() && secret.isEmpty()) {
            return Optional.empty();
        }
        if (key.isEmpty() || secret.isEmpty()) {
            throw new IllegalArgumentException((key.isEmpty() ? SECRET_VARIABLE : KEY_VARIABLE) + " is set, "
                    + (key.isEmpty() ? KEY_VARIABLE : SECRET_VARIABLE) + " is not");
        }
        return Optional.of(new Credentials(
                secret.startsWith("-----BEGIN") ? ApiKey.rsa(key, secret) : ApiKey.hmac(key, secret), null));
    }

    /** Where the file says the key belongs; null where nothing says so. */
    public @Nullable Exchange exchange() {
        return exchange;
    }

    /** The end of the key, enough to tell one's own keys apart: {@code …x7Q2}. */
    public String keyTail() {
        String text = key.key();
        // Of a short key not even that: it would be most of it.
        return text.length() < 3 * TAIL ? "…" : "…" + text.substring(text.length() - TAIL);
    }

    Signer signer() {
        return new Signer(key);
    }

    @Override
    public String toString() {
        return "Credentials[" + keyTail() + "]";
    }
}
