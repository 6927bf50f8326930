package io.jaybit.client.internal.net;

import io.netty.buffer.ByteBufAllocator;
import io.netty.handler.ssl.OpenSsl;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslProvider;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Collection;
import javax.net.ssl.SSLException;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/** TLS for every connection of a client: whom to trust, and by which implementation. The host's name is always checked. */
final class Tls {
    private final SslContext context;
    private final boolean boring;

    /** @throws IllegalArgumentException if {@code caFile} cannot be read or holds no certificate */
    Tls(boolean nativeWanted, @Nullable Path caFile) {
        boring = nativeWanted && OpenSsl.isAvailable();
        try {
            SslContextBuilder builder = SslContextBuilder.forClient()
                    .sslProvider(boring ? SslProvider.OPENSSL : SslProvider.JDK)
                    .protocols("TLSv1.3", "TLSv1.2")
                    .endpointIdentificationAlgorithm("HTTPS");
            if (caFile != null) {
                builder.trustManager(trusting(caFile));
            }
            context = builder.build();
        } catch (SSLException e) {
            throw new IllegalStateException("TLS cannot be set up: " + e.getMessage(), e);
        }
    }

    String describe() {
        return boring ? "BoringSSL" : "JDK TLS";
    }

    SslHandler newHandler(ByteBufAllocator allocator, String host, int port, Duration timeout) {
        SslHandler handler = context.newHandler(allocator, host, port);
        handler.setHandshakeTimeoutMillis(timeout.toMillis());
        return handler;
    }

    /** The platform's authorities and those of the file. */
    private static TrustManagerFactory trusting(Path caFile) {
        try {
            KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            TrustManagerFactory platform = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            platform.init((KeyStore) null);
            int count = 0;
            for (TrustManager manager : platform.getTrustManagers()) {
                if (manager instanceof X509TrustManager x509) {
                    for (X509Certificate issuer : x509.getAcceptedIssuers()) {
                        store.setCertificateEntry("platform-" + count++, issuer);
                    }
                }
            }
            for (Certificate certificate : read(caFile)) {
                store.setCertificateEntry("own-" + count++, certificate);
            }
            TrustManagerFactory both = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            both.init(store);
            return both;
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalArgumentException(
                    "cannot use the certificates in " + caFile + ": " + FailureText.of(e), e);
        }
    }

    private static Collection<? extends Certificate> read(Path caFile) throws IOException, GeneralSecurityException {
        try (InputStream in = Files.newInputStream(caFile)) {
            Collection<? extends Certificate> certificates =
                    CertificateFactory.getInstance("X.509").generateCertificates(in);
            if (certificates.isEmpty()) {
                throw new IOException("no PEM certificate in it");
            }
            return certificates;
        }
    }
}
