package io.jaybit.recorder.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A server behind a certificate of one's own. */
@Timeout(60)
class DatabaseCertificateTest {
    private static final String STORE_PASSWORD = "changeit";

    @TempDir
    Path folder;

    private final List<String> authorizations = new CopyOnWriteArrayList<>();

    private HttpsServer serve() throws Exception {
        Path store = folder.resolve("store.p12");
        keytool("-genkeypair", "-keyalg", "EC", "-dname", "CN=localhost", "-ext", "san=dns:localhost", "-alias", "own");
        keytool(
                "-exportcert",
                "-rfc",
                "-alias",
                "own",
                "-file",
                folder.resolve("ca.pem").toString());
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            keys.load(in, STORE_PASSWORD.toCharArray());
        }
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, STORE_PASSWORD.toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        HttpsServer server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(context));
        server.createContext("/", exchange -> {
            authorizations.add(String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
            byte[] body = "{}".getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        return server;
    }

    private void keytool(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        command.addAll(List.of(arguments));
        command.addAll(List.of(
                "-keystore",
                folder.resolve("store.p12").toString(),
                "-storetype",
                "PKCS12",
                "-storepass",
                STORE_PASSWORD));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
    }

    @Test
    void aCertificateOfOnesOwnIsTrustedWhereItIsNamed() throws Exception {
        HttpsServer server = serve();
        try {
            String url = "https://jaybit@localhost:" + server.getAddress().getPort();
            Path ca = folder.resolve("ca.pem");
            DatabaseAddress address = DatabaseAddress.parse(url, "correct horse");
            new RemoteDatabase(address.withCa(ca)).execute("SELECT 1");
            String login = Base64.getEncoder().encodeToString("jaybit:correct horse".getBytes(StandardCharsets.UTF_8));
            assertThat(authorizations).containsExactly("Basic " + login);
            RemoteDatabase stranger = new RemoteDatabase(address);
            assertThatThrownBy(() -> stranger.execute("SELECT 1"))
                    .isInstanceOf(DatabaseAwayException.class)
                    .hasCauseInstanceOf(SSLException.class);
            assertThat(authorizations)
                    .as("nothing is sent to whom is not trusted")
                    .hasSize(1);
            Path empty = Files.createFile(folder.resolve("empty.pem"));
            assertThatThrownBy(() -> new RemoteDatabase(address.withCa(empty)))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("no certificate in " + empty);
        } finally {
            server.stop(0);
        }
    }
}
