package io.jaybit.client.testing;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * A server on the loopback interface whose every move is a line of the test: it accepts when the test accepts, and says what the
 * test says. Nothing waits for ever.
 */
public final class ScriptedVenue implements AutoCloseable {
    static final int PATIENCE_MILLIS = 10_000;

    private final ServerSocket server;
    private final boolean secure;
    private final List<Peer> peers = new ArrayList<>();

    private ScriptedVenue(ServerSocket server, boolean secure) throws IOException {
        this.server = server;
        this.secure = secure;
        server.setSoTimeout(PATIENCE_MILLIS);
    }

    public static ScriptedVenue start() throws IOException {
        return new ScriptedVenue(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), false);
    }

    public static ScriptedVenue start(SSLContext tls) throws IOException {
        return new ScriptedVenue(
                tls.getServerSocketFactory().createServerSocket(0, 50, InetAddress.getLoopbackAddress()), true);
    }

    public int port() {
        return server.getLocalPort();
    }

    /** {@code ws://127.0.0.1:PORT}, or wss. */
    public String url() {
        return url("127.0.0.1");
    }

    public String url(String host) {
        return (secure ? "wss://" : "ws://") + host + ":" + port();
    }

    /** The next connection, before anything was read from it. */
    public Peer accept() throws IOException {
        Socket socket = server.accept();
        socket.setSoTimeout(PATIENCE_MILLIS);
        socket.setTcpNoDelay(true);
        Peer peer = new Peer(socket);
        peers.add(peer);
        return peer;
    }

    /** The next connection, upgraded. */
    public Peer acceptUpgraded() throws IOException {
        Peer peer = accept();
        peer.readRequest();
        peer.upgrade();
        return peer;
    }

    /** Whether somebody connects within a short while. */
    public boolean isCalledWithin(int millis) throws IOException {
        server.setSoTimeout(millis);
        try {
            peers.add(new Peer(server.accept()));
            return true;
        } catch (SocketTimeoutException nobody) {
            return false;
        } finally {
            server.setSoTimeout(PATIENCE_MILLIS);
        }
    }

    /** A port on which nobody listens. */
    public static int closedPort() throws IOException {
        try (ServerSocket probe = new ServerSocket()) {
            probe.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            return probe.getLocalPort();
        }
    }

    static @Nullable String header(List<String> request, String name) {
        for (String line : request) {
            if (line.regionMatches(true, 0, name + ":", 0, name.length() + 1)) {
                return line.substring(name.length() + 1).strip();
            }
        }
        return null;
    }

    @Override
    public void close() throws IOException {
        for (Peer peer : peers) {
            peer.hangUp();
        }
        server.close();
    }
}
