package io.jaybit.client.internal.net;

import io.jaybit.client.internal.session.OpenFailure;
import io.netty.channel.ConnectTimeoutException;
import io.netty.handler.proxy.ProxyConnectException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.nio.channels.ClosedChannelException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.util.Locale;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** What went wrong with a socket, in words that name the cause and not the class of an exception. */
final class FailureText {
    /** How the native transport begins its messages: {@code recvAddress(..) failed with error(-104): Connection reset by peer}. */
    private static final Pattern NATIVE_CALL = Pattern.compile("^\\w+\\(\\.\\.\\) failed with error\\(-\\d+\\): ");

    private FailureText() {}

    /** @param phase what was being done: "connecting", "TLS handshake", … */
    static OpenFailure classify(Throwable error, String target, String phase) {
        if (error instanceof ProxyConnectException) {
            return OpenFailure.of(OpenFailure.Kind.PROXY, "proxy: " + of(error));
        }
        if (find(error, UnknownHostException.class) != null) {
            return OpenFailure.of(OpenFailure.Kind.DNS, "DNS: the name of " + target + " cannot be resolved");
        }
        if (find(error, SSLException.class) != null || find(error, CertificateException.class) != null) {
            return OpenFailure.of(OpenFailure.Kind.TLS, "TLS with " + target + ": " + tls(error));
        }
        if (error instanceof ConnectTimeoutException) {
            return OpenFailure.of(OpenFailure.Kind.TIMEOUT, target + " did not answer in time (" + phase + ")");
        }
        if (error instanceof ConnectException
                && of(error).toLowerCase(Locale.ROOT).contains("refused")) {
            return OpenFailure.of(OpenFailure.Kind.REFUSED, target + " refused the connection");
        }
        return OpenFailure.of(OpenFailure.Kind.NETWORK, target + ": " + of(error) + " (" + phase + ")");
    }

    private static String tls(Throwable error) {
        if (find(error, CertificateExpiredException.class) != null) {
            return "its certificate has expired";
        }
        CertificateException certificate = find(error, CertificateException.class);
        if (find(error, CertPathValidatorException.class) != null
                || of(deepest(error)).contains("valid certification path")) {
            return "its certificate was issued by nobody we trust; if that is meant, name the issuer's CA file";
        }
        if (certificate != null) {
            return "its certificate does not fit: " + of(certificate);
        }
        return of(deepest(error));
    }

    static String of(Throwable error) {
        if (error instanceof ClosedChannelException) {
            return "connection closed by the peer";
        }
        String message = error.getMessage();
        return message == null || message.isBlank()
                ? error.getClass().getSimpleName()
                : NATIVE_CALL
                        .matcher(message.lines().findFirst().orElse(message))
                        .replaceFirst("")
                        .strip();
    }

    private static Throwable deepest(Throwable error) {
        Throwable deepest = error;
        for (int depth = 0; deepest.getCause() != null && depth < 20; depth++) {
            deepest = deepest.getCause();
        }
        return deepest;
    }

    private static <T extends Throwable> @Nullable T find(Throwable error, Class<T> kind) {
        Throwable at = error;
        for (int depth = 0; at != null && depth < 20; depth++) {
            if (kind.isInstance(at)) {
                return kind.cast(at);
            }
            at = at.getCause();
        }
        return null;
    }
}
