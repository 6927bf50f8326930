package io.jaybit.simulator;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;

/** A key and a certificate for 127.0.0.1 and localhost, made by the JDK's own {@code keytool}; good for a day. Immutable. */
public final class SelfMadeCertificate {
    private final KeyStore keys;
    private final char[] password;
    private final Path pem;

    private SelfMadeCertificate(KeyStore keys, char[] password, Path pem) {
        this.keys = keys;
        this.password = password;
        this.pem = pem;
    }

    /**
     * Makes one and writes the certificate, without the key, to {@code pem}.
     *
     * @throws IOException if {@code keytool} is missing or fails, or the file cannot be written
     */
    public static SelfMadeCertificate make(Path pem) throws IOException {
        Path folder = Files.createTempDirectory("jaybit-tls");
        Path store = folder.resolve("keys.p12");
        String password = UUID.randomUUID().toString();
        try {
            keytool(store, password);
            KeyStore keys = KeyStore.getInstance("PKCS12");
            try (InputStream in = Files.newInputStream(store)) {
                keys.load(in, password.toCharArray());
            }
            String body = Base64.getMimeEncoder(64, new byte[] {'\n'})
                    .encodeToString(keys.getCertificate("server").getEncoded());
            Files.writeString(
                    pem,
                    "-----BEGIN CERTIFICATE-----\n" + body + "\n-----END CERTIFICATE-----\n",
                    StandardCharsets.US_ASCII);
            return new SelfMadeCertificate(keys, password.toCharArray(), pem);
        } catch (GeneralSecurityException e) {
            throw new IOException("the certificate made by keytool cannot be read", e);
        } finally {
            Files.deleteIfExists(store);
            Files.deleteIfExists(folder);
        }
    }

    private static void keytool(Path store, String password) throws IOException {
        Path tool = Path.of(System.getProperty("java.home"), "bin", "keytool");
        ProcessBuilder builder = new ProcessBuilder(List.of(
                        tool.toString(),
                        "-genkeypair",
                        "-alias",
                        "server",
                        "-keyalg",
                        "EC",
                        "-groupname",
                        "secp256r1",
                        "-validity",
                        "1",
                        "-dname",
                        "CN=localhost",
                        "-ext",
                        "san=ip:127.0.0.1,dns:localhost",
                        "-ext",
                        "bc=ca:true",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        store.toString(),
                        "-storepass:env",
                        "JAYBIT_STORE_PASSWORD"))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD);
        builder.environment().put("JAYBIT_STORE_PASSWORD", password);
        Process process = builder.start();
        try {
            if (!process.waitFor(30, TimeUnit.SECONDS) || process.exitValue() != 0) {
                process.destroy();
                throw new IOException("keytool failed: " + tool);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while keytool ran", e);
        }
    }

    /** The file with the certificate, for a client's {@code --ca}. */
    public Path pem() {
        return pem;
    }

    KeyManagerFactory keyManagers() throws GeneralSecurityException {
        KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(keys, password);
        return factory;
    }
}
