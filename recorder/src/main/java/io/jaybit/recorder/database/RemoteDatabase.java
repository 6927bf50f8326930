package io.jaybit.recorder.database;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.math.BigDecimal;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.channels.UnresolvedAddressException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Asks the database of another process by HTTP: a server's, or through the console's port of one that records. Safe for any thread. */
public final class RemoteDatabase {
    private static final Pattern COLUMN =
            Pattern.compile("\\{\"name\":\"((?:[^\"\\\\]|\\\\.)*)\",\"type\":\"([^\"]*)\"");
    private static final Pattern ERROR = Pattern.compile("\"error\":\"((?:[^\"\\\\]|\\\\.)*)\"");
    private static final Pattern MESSAGE = Pattern.compile("\"message\":\"((?:[^\"\\\\]|\\\\.)*)\"");
    private static final int EXCERPT = 200;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final HttpClient http;
    private final DatabaseAddress address;
    private final @Nullable String authorization;

    /** @param consolePort on loopback */
    public RemoteDatabase(int consolePort, String password) throws IOException {
        this(new DatabaseAddress(URI.create("http://127.0.0.1:" + consolePort), DatabaseSettings.USER, password));
    }

    /** @throws IOException if the certificates that are to be trusted cannot be used */
    public RemoteDatabase(DatabaseAddress address) throws IOException {
        this.address = address;
        HttpClient.Builder builder = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5));
        Path ca = address.ca();
        if (ca != null) {
            builder.sslContext(TrustedCertificates.with(ca));
        }
        this.http = builder.build();
        this.authorization = address.user().isEmpty()
                ? null
                : "Basic "
                        + Base64.getEncoder()
                                .encodeToString(
                                        (address.user() + ":" + address.password()).getBytes(StandardCharsets.UTF_8));
    }

    DatabaseAddress address() {
        return address;
    }

    /**
     * Carries out a statement that changes something.
     *
     * @throws StatementFailure if it is wrong
     * @throws IOException if the process does not answer
     */
    public void execute(String statement) throws IOException {
        fail(text(get("/exec?query=" + URLEncoder.encode(statement, StandardCharsets.UTF_8))));
    }

    private static void fail(String answer) {
        Matcher error = ERROR.matcher(answer);
        if (error.find()) {
            throw new StatementFailure(unescaped(error.group(1)));
        }
    }

    /**
     * Writes rows, given as lines of the InfluxDB line protocol with times in microseconds. When this returns they are committed.
     *
     * @throws StatementFailure if they are refused, the whole of them
     * @throws DatabaseAwayException if nobody answers, or the answer is that it cannot be done now
     * @throws IOException if the password is refused
     */
    void write(byte[] lines, int length) throws IOException {
        HttpResponse<InputStream> response = send(request("/write?precision=u")
                .POST(HttpRequest.BodyPublishers.ofByteArray(lines, 0, length))
                .build());
        String answer = text(response.body()).strip();
        if (response.statusCode() >= 300) {
            Matcher message = MESSAGE.matcher(answer);
            throw new StatementFailure("rows are refused (" + response.statusCode() + "): "
                    + (message.find() ? unescaped(message.group(1)) : answer));
        }
    }

    /**
     * Carries out a statement that answers with rows; see {@link Database#query}.
     *
     * @throws StatementFailure if it is wrong, or answers with none
     * @throws IOException if the process does not answer
     */
    public void query(String statement, QueryResult result) throws IOException {
        String asked = URLEncoder.encode(statement, StandardCharsets.UTF_8);
        String head = text(get("/exec?limit=0,0&query=" + asked));
        fail(head);
        List<String> names = new ArrayList<>();
        List<String> types = new ArrayList<>();
        Matcher column = COLUMN.matcher(head);
        while (column.find()) {
            names.add(column.group(1));
            types.add(column.group(2));
        }
        if (names.isEmpty()) {
            throw new StatementFailure("this statement answers with no rows");
        }
        result.columns(names, types);
        try (BufferedReader rows =
                new BufferedReader(new InputStreamReader(get("/exp?fmt=csv&query=" + asked), StandardCharsets.UTF_8))) {
            List<String> row = record(rows); // the names once more
            while (row != null) {
                row = record(rows);
                if (row != null && !result.row(plain(row, types))) {
                    return;
                }
            }
        } catch (IOException broken) {
            throw brokenOff(broken);
        }
    }

    /**
     * Writes the answer to a {@code SELECT} as a Parquet file.
     *
     * @throws StatementFailure if it is wrong
     * @throws IOException if the process does not answer, or the file cannot be written
     */
    public void exportParquet(String select, Path to) throws IOException {
        String asked = URLEncoder.encode(select, StandardCharsets.UTF_8);
        try (InputStream body = get("/exp?fmt=parquet&query=" + asked)) {
            Files.copy(body, to, StandardCopyOption.REPLACE_EXISTING);
        }
        byte[] begin = new byte[4];
        try (InputStream file = Files.newInputStream(to)) {
            int length = file.readNBytes(begin, 0, begin.length);
            if (length < 4 || !new String(begin, StandardCharsets.US_ASCII).equals("PAR1")) {
                String answer = Files.readString(to);
                Files.delete(to);
                Matcher error = ERROR.matcher(answer);
                throw new StatementFailure(error.find() ? unescaped(error.group(1)) : answer.strip());
            }
        }
    }

    private InputStream get(String target) throws IOException {
        HttpResponse<InputStream> response = send(request(target).build());
        // Of a statement that is wrong QuestDB says so in the body; what is said of any other path is another's.
        if (response.statusCode() >= 300 && response.statusCode() != 400) {
            response.body().close();
            throw new IOException(
                    "what is at " + address + " answers " + response.statusCode() + ", and is no QuestDB");
        }
        return response.body();
    }

    /** Of an answer that may break off. */
    private String text(InputStream body) throws IOException {
        try (body) {
            return new String(body.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException broken) {
            throw brokenOff(broken);
        }
    }

    private IOException brokenOff(IOException broken) {
        return broken instanceof DatabaseAwayException
                ? broken
                : new DatabaseAwayException(
                        "the answer of the database at " + address + " breaks off (" + broken.getMessage() + ")",
                        "the answer breaks off",
                        broken);
    }

    private HttpRequest.Builder request(String target) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(address.base() + target)).timeout(PATIENCE);
        if (authorization != null) {
            request.header("Authorization", authorization);
        }
        return request;
    }

    private HttpResponse<InputStream> send(HttpRequest request) throws IOException {
        HttpResponse<InputStream> response;
        try {
            response = http.send(request, HttpResponse.BodyHandlers.ofInputStream());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        } catch (IOException e) {
            String reason = reason(e);
            throw new DatabaseAwayException(
                    "the database at " + address + " does not answer (" + reason + ")", reason, e);
        }
        if (response.statusCode() == 401 || response.statusCode() == 403) {
            response.body().close();
            throw new PasswordRefusedException("the database at " + address
                    + (address.password().isEmpty()
                            ? " wants a password, and none was given"
                            : " does not take this user and password"));
        }
        if (response.statusCode() >= 500 || response.statusCode() == 408 || response.statusCode() == 429) {
            String said = text(response.body()).strip();
            throw new DatabaseAwayException(
                    "the database at " + address + " answers " + response.statusCode()
                            + (said.isEmpty() ? "" : ": " + said.substring(0, Math.min(EXCERPT, said.length()))),
                    "it answers " + response.statusCode());
        }
        return response;
    }

    /** The JDK's client has no words for who refuses a connection, and for a name that nobody knows. */
    private static String reason(IOException problem) {
        for (Throwable cause = problem; cause != null; cause = cause.getCause()) {
            if (cause instanceof UnresolvedAddressException) {
                return "no such host";
            }
        }
        return problem.getMessage() == null ? "no connection" : problem.getMessage();
    }

    /** Texts stand as in JSON, also within CSV. */
    private static String unescaped(String text) {
        if (text.indexOf('\\') < 0) {
            return text;
        }
        StringBuilder plain = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c != '\\' || i + 1 == text.length()) {
                plain.append(c);
                continue;
            }
            char escaped = text.charAt(++i);
            switch (escaped) {
                case 'n' -> plain.append('\n');
                case 'r' -> plain.append('\r');
                case 't' -> plain.append('\t');
                case 'b' -> plain.append('\b');
                case 'f' -> plain.append('\f');
                case 'u' -> {
                    plain.append((char) Integer.parseInt(text.substring(i + 1, i + 5), 16));
                    i += 4;
                }
                default -> plain.append(escaped);
            }
        }
        return plain.toString();
    }

    private static List<String> plain(List<String> row, List<String> types) {
        List<String> plain = new ArrayList<>(row.size());
        for (int i = 0; i < row.size(); i++) {
            String text = row.get(i);
            String type = i < types.size() ? types.get(i) : "";
            boolean isText = type.equals("VARCHAR") || type.equals("SYMBOL") || type.equals("STRING");
            if (!isText && text.equals("null")) {
                plain.add("");
            } else if (type.startsWith("DECIMAL") && !text.isEmpty()) {
                plain.add(new BigDecimal(text).stripTrailingZeros().toPlainString());
            } else {
                plain.add(isText ? unescaped(text) : text);
            }
        }
        return plain;
    }

    /** One record of CSV; null at the end. */
    private static @Nullable List<String> record(BufferedReader from) throws IOException {
        int c = from.read();
        if (c < 0) {
            return null;
        }
        List<String> fields = new ArrayList<>();
        StringBuilder field = new StringBuilder();
        boolean quoted = false;
        while (c >= 0 && (quoted || c != '\n')) {
            if (c == '"') {
                from.mark(1);
                if (quoted && from.read() == '"') {
                    field.append('"');
                } else {
                    if (quoted) {
                        from.reset();
                    }
                    quoted = !quoted;
                }
            } else if (c == ',' && !quoted) {
                fields.add(field.toString());
                field.setLength(0);
            } else if (c != '\r' || quoted) {
                field.append((char) c);
            }
            c = from.read();
        }
        fields.add(field.toString());
        return fields;
    }
}
