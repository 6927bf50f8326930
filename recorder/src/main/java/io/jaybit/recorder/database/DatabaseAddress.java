package io.jaybit.recorder.database;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Where a database server is, and who asks. Immutable.
 *
 * @param base its HTTP address without a path
 * @param user empty for nobody
 * @param password never shown
 * @param ca certificates in PEM that are trusted besides the platform's; null for none
 */
public record DatabaseAddress(
        URI base, String user, String password, @Nullable Path ca) {
    private static final int USUAL_PORT = 9000;

    public DatabaseAddress(URI base, String user, String password) {
        this(base, user, password, null);
    }

    /** The same with certificates that are trusted, too; null for none. */
    public DatabaseAddress withCa(@Nullable Path file) {
        return new DatabaseAddress(base, user, password, file == null ? null : file.toAbsolutePath());
    }

    /**
     * Reads what a person types: {@code http://USER@HOST:PORT} or {@code https://…}; without a port 9000.
     *
     * @param password not part of the text, where others could read it
     * @throws IllegalArgumentException if it is something else; says what
     */
    public static DatabaseAddress parse(String text, String password) {
        URI uri;
        try {
            uri = new URI(text);
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("not an address: " + e.getReason());
        }
        String scheme = uri.getScheme();
        if (scheme == null || !(scheme.equals("http") || scheme.equals("https")) || uri.getHost() == null) {
            throw new IllegalArgumentException("allowed: http://USER@HOST:PORT or https://USER@HOST:PORT");
        }
        String path = uri.getPath();
        if ((path != null && !path.isEmpty() && !path.equals("/")) || uri.getQuery() != null) {
            throw new IllegalArgumentException("nothing may follow the port");
        }
        String user = uri.getUserInfo() == null ? "" : uri.getUserInfo();
        if (user.contains(":")) {
            throw new IllegalArgumentException("a password does not belong in an address, where others can read it");
        }
        int port = uri.getPort() < 0 ? USUAL_PORT : uri.getPort();
        return new DatabaseAddress(URI.create(scheme + "://" + uri.getHost() + ":" + port), user, password);
    }

    /** As it is typed, without the password. */
    @Override
    public String toString() {
        return user.isEmpty()
                ? base.toString()
                : base.getScheme() + "://" + user + "@" + base.getHost() + ":" + base.getPort();
    }
}
