package io.jaybit.station.cli;

import io.jaybit.client.Exchange;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/** Name, port, certificate and HTTP of an exchange, each by the JDK's own means, apart from the client. Confined to the main thread. */
final class NetworkCheck {
    private static final int TIMEOUT_MILLIS = 8_000;

    private final Exchange exchange;
    private final @Nullable Path ca;
    private final Findings findings;

    NetworkCheck(Exchange exchange, @Nullable Path ca, Findings findings) {
        this.exchange = exchange;
        this.ca = ca;
        this.findings = findings;
    }

    /** Whether there is any sense in trying the streams. */
    boolean run() {
        findings.section("network");
        boolean reachable = true;
        Set<URI> hosts = new LinkedHashSet<>(List.of(exchange.publicStreams(), exchange.rest()));
        for (URI host : hosts) {
            reachable &= host(host);
        }
        return http() && reachable;
    }

    private boolean host(URI uri) {
        boolean secure = uri.getScheme().equals("wss") || uri.getScheme().equals("https");
        int port = uri.getPort() > 0 ? uri.getPort() : secure ? 443 : 80;
        InetAddress[] addresses;
        try {
            long start = System.nanoTime();
            addresses = InetAddress.getAllByName(uri.getHost());
            findings.fine("DNS " + uri.getHost() + ": " + addresses.length + " addresses, "
                    + (System.nanoTime() - start) / 1_000_000 + " ms");
        } catch (UnknownHostException e) {
            findings.wrong("DNS " + uri.getHost() + ": the name is not known here; is there a network?");
            return false;
        }
        if (!secure) {
            findings.note(uri + ": not encrypted");
            return true;
        }
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(addresses[0], port), TIMEOUT_MILLIS);
            socket.setSoTimeout(TIMEOUT_MILLIS);
            SSLSocket named = (SSLSocket) tls().getSocketFactory().createSocket(socket, uri.getHost(), port, true);
            SSLParameters parameters = named.getSSLParameters();
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
            named.setSSLParameters(parameters);
            named.startHandshake();
            X509Certificate certificate = (X509Certificate) named.getSession().getPeerCertificates()[0];
            findings.fine("TLS " + uri.getHost() + ": " + named.getSession().getProtocol() + ", issued by "
                    + certificate.getIssuerX500Principal().getName() + ", until "
                    + certificate.getNotAfter().toInstant());
            return true;
        } catch (SSLException e) {
            findings.wrong("TLS " + uri.getHost() + ": " + e.getMessage()
                    + "; behind a proxy that reads along, name its certificate with --ca");
        } catch (IOException | GeneralSecurityException e) {
            findings.wrong("TLS " + uri.getHost() + ":" + port + ": " + e.getMessage());
        }
        return false;
    }

    private boolean http() {
        URI time = URI.create(exchange.rest() + "/v5/market/time");
        try {
            HttpClient client = HttpClient.newBuilder()
                    .connectTimeout(Duration.ofMillis(TIMEOUT_MILLIS))
                    .sslContext(tls())
                    .build();
            HttpRequest request = HttpRequest.newBuilder(time)
                    .timeout(Duration.ofMillis(TIMEOUT_MILLIS))
                    .build();
            int status =
                    client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
            if (status == 200) {
                findings.fine("HTTP " + time + ": 200");
                return true;
            }
            findings.wrong("HTTP " + time + ": " + status
                    + (status == 403
                            ? "; the venue turns away this address: some countries are closed to it, and so is a rate limit that was broken"
                            : ""));
        } catch (IOException | GeneralSecurityException e) {
            findings.wrong("HTTP " + time + ": " + (e.getMessage() == null ? e.toString() : e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            findings.wrong("HTTP " + time + ": interrupted");
        }
        return false;
    }

    /** The JDK's certificates, and those of {@code --ca}. */
    private SSLContext tls() throws IOException, GeneralSecurityException {
        SSLContext context = SSLContext.getInstance("TLS");
        if (ca == null) {
            context.init(null, null, null);
            return context;
        }
        KeyStore keys = KeyStore.getInstance(KeyStore.getDefaultType());
        keys.load(null, null);
        try (InputStream in = Files.newInputStream(ca)) {
            int number = 0;
            for (Certificate certificate :
                    CertificateFactory.getInstance("X.509").generateCertificates(in)) {
                keys.setCertificateEntry("ca-" + number++, certificate);
            }
        }
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init((KeyStore) null);
        for (var manager : trust.getTrustManagers()) {
            if (manager instanceof javax.net.ssl.X509TrustManager known) {
                X509Certificate[] issuers = known.getAcceptedIssuers();
                for (int i = 0; i < issuers.length; i++) {
                    keys.setCertificateEntry("jdk-" + i, issuers[i]);
                }
            }
        }
        trust.init(keys);
        context.init(null, Arrays.copyOf(trust.getTrustManagers(), 1), null);
        return context;
    }
}
