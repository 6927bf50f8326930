package io.jaybit.client.testing;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * A proxy on the loopback interface, HTTP {@code CONNECT} and SOCKS5 on the same port. It leads every request to one target,
 * whatever name was asked for, and remembers the name.
 */
public final class TestProxy implements AutoCloseable {
    private final ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final int targetPort;
    private final String login;
    private final List<Socket> sockets = new ArrayList<>();
    private final BlockingQueue<String> asked = new LinkedBlockingQueue<>();

    /** @param login {@code user:password} it insists on; empty for none */
    public TestProxy(int targetPort, String login) throws IOException {
        this.targetPort = targetPort;
        this.login = login;
        spawn(this::accept);
    }

    public int port() {
        return server.getLocalPort();
    }

    /** What it was asked for, e.g. {@code CONNECT stream.example:443} or {@code SOCKS stream.example:443}. */
    public BlockingQueue<String> asked() {
        return asked;
    }

    private static void spawn(Runnable work) {
        Thread thread = new Thread(work, "test-proxy");
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() {
        try {
            while (true) {
                Socket client = remember(server.accept());
                spawn(() -> serve(client));
            }
        } catch (IOException closed) {
            asked.add("closed");
        }
    }

    private synchronized Socket remember(Socket socket) {
        sockets.add(socket);
        return socket;
    }

    private void serve(Socket client) {
        try {
            DataInputStream in = new DataInputStream(client.getInputStream());
            OutputStream out = client.getOutputStream();
            int first = in.readUnsignedByte();
            boolean welcome = first == 5 ? socks(in, out) : connect(first, in, out);
            if (!welcome) {
                client.close();
                return;
            }
            Socket target = remember(new Socket(InetAddress.getLoopbackAddress(), targetPort));
            spawn(() -> pump(target, client));
            pump(client, target);
        } catch (IOException gone) {
            asked.add("broken " + gone.getMessage());
        }
    }

    private boolean connect(int first, DataInputStream in, OutputStream out) throws IOException {
        StringBuilder head = new StringBuilder().append((char) first);
        while (head.indexOf("\r\n\r\n") < 0) {
            head.append((char) in.readUnsignedByte());
        }
        asked.add(head.substring(0, head.indexOf(" HTTP")));
        String expected = "Basic " + Base64.getEncoder().encodeToString(login.getBytes(UTF_8));
        boolean welcome = login.isEmpty() || head.toString().contains(expected);
        out.write((welcome ? "HTTP/1.1 200 OK\r\n\r\n" : "HTTP/1.1 407 Proxy Authentication Required\r\n\r\n")
                .getBytes(US_ASCII));
        return welcome;
    }

    private boolean socks(DataInputStream in, OutputStream out) throws IOException {
        in.readNBytes(in.readUnsignedByte());
        if (login.isEmpty()) {
            out.write(new byte[] {5, 0});
        } else {
            out.write(new byte[] {5, 2});
            in.readUnsignedByte();
            String user = new String(in.readNBytes(in.readUnsignedByte()), UTF_8);
            String password = new String(in.readNBytes(in.readUnsignedByte()), UTF_8);
            boolean welcome = login.equals(user + ":" + password);
            out.write(new byte[] {1, (byte) (welcome ? 0 : 1)});
            if (!welcome) {
                return false;
            }
        }
        in.readNBytes(3);
        int type = in.readUnsignedByte();
        String host = type == 3
                ? new String(in.readNBytes(in.readUnsignedByte()), US_ASCII)
                : InetAddress.getByAddress(in.readNBytes(4)).getHostAddress();
        asked.add("SOCKS " + host + ":" + in.readUnsignedShort());
        out.write(new byte[] {5, 0, 0, 1, 127, 0, 0, 1, 0, 0});
        return true;
    }

    private static void pump(Socket from, Socket to) {
        try (InputStream in = from.getInputStream();
                OutputStream out = to.getOutputStream()) {
            in.transferTo(out);
        } catch (IOException closed) {
            // the other end of a tunnel is closed in the finally below, which is all there is to say
        } finally {
            closeQuietly(from);
            closeQuietly(to);
        }
    }

    private static void closeQuietly(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public synchronized void close() throws IOException {
        server.close();
        for (Socket socket : sockets) {
            socket.close();
        }
    }
}
