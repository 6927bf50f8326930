package io.jaybit.recorder.database;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is answered where a database should be. */
@Timeout(60)
class RemoteDatabaseTest {
    private HttpServer server;
    private int status = 200;
    private String body = "";
    /** Of the body; more than there is breaks the answer off. */
    private int promised;

    @BeforeEach
    void serve() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            exchange.getRequestBody().readAllBytes();
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            int length = Math.max(promised, bytes.length);
            exchange.sendResponseHeaders(status, length == 0 ? -1 : length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void end() {
        server.stop(0);
    }

    private RemoteDatabase database() throws IOException {
        return new RemoteDatabase(new DatabaseAddress(
                URI.create("http://127.0.0.1:" + server.getAddress().getPort()), "", ""));
    }

    /** A proxy whose server is gone says so in its own words. */
    @Test
    void aProxyWithoutItsServerIsADatabaseThatIsAway() {
        body = "<html>Bad Gateway</html>";
        for (int code : List.of(500, 502, 503, 504, 408, 429)) {
            status = code;
            assertThatThrownBy(() -> database().execute("SELECT 1"))
                    .as("%s", code)
                    .isInstanceOf(DatabaseAwayException.class)
                    .hasMessageContaining("answers " + code + ": <html>Bad Gateway");
            assertThatThrownBy(() -> database().query("SELECT 1", new FirstColumn(List.of())))
                    .isInstanceOf(DatabaseAwayException.class);
            assertThatThrownBy(() -> database().write(new byte[1], 1)).isInstanceOf(DatabaseAwayException.class);
        }
    }

    @Test
    void anAnswerThatBreaksOffIsNone() {
        body = "{\"columns\":[{\"name\":\"a\",";
        promised = 1_000;
        assertThatThrownBy(() -> database().execute("SELECT 1")).isInstanceOf(DatabaseAwayException.class);
        assertThatThrownBy(() -> database().query("SELECT 1", new FirstColumn(List.of())))
                .isInstanceOf(DatabaseAwayException.class)
                .hasMessageContaining("breaks off");
        assertThatThrownBy(() -> database().write(new byte[1], 1)).isInstanceOf(DatabaseAwayException.class);
    }

    @Test
    void whatIsNoDatabaseIsNotTakenForOne() {
        status = 404;
        body = "no such page";
        assertThatThrownBy(() -> database().execute("SELECT 1"))
                .isInstanceOf(IOException.class)
                .isNotInstanceOf(DatabaseAwayException.class)
                .hasMessageContaining("answers 404, and is no QuestDB");
    }

    @Test
    void refusedRowsAreToldWithTheirTableAndTheReason() {
        status = 400;
        body =
                "{\"code\":\"invalid\",\"message\":\"errors:\\nerror in line 1: table: trades, column: price; cast error\",\"line\":1}";
        assertThatThrownBy(() -> database().write(new byte[1], 1))
                .isInstanceOf(StatementFailure.class)
                .hasMessage(
                        "rows are refused (400): errors:\nerror in line 1: table: trades, column: price; cast error");
    }
}
