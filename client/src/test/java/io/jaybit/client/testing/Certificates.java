package io.jaybit.client.testing;

import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;
import java.nio.file.Path;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** An authority of one's own and what it issues. */
public final class Certificates {
    private final X509Bundle authority;

    public Certificates() throws Exception {
        authority = new CertificateBuilder()
                .subject("CN=Test Authority")
                .setIsCertificateAuthority(true)
                .ecp256()
                .buildSelfSigned();
    }

    /** The file to trust, which is deleted with the JVM. */
    public Path authorityFile() throws Exception {
        return authority.toTempRootCertPem().toPath();
    }

    /** A server's TLS with a certificate for a DNS name, or for the loopback address. */
    public SSLContext serverFor(String name) throws Exception {
        CertificateBuilder builder =
                new CertificateBuilder().subject("CN=" + name).ecp256();
        X509Bundle issued = (name.equals("127.0.0.1") ? builder.addSanIpAddress(name) : builder.addSanDnsName(name))
                .buildIssuedBy(authority);
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        char[] password = "secret".toCharArray();
        keys.init(issued.toKeyStore(password), password);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), null, null);
        return context;
    }
}
