package io.jaybit.simulator;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import java.util.Base64;

/**
 * An RSA key for one who signs with it: the private half in a file, the public half for the venue. Immutable.
 *
 * @param file the private key, PKCS #8 in PEM; readable by its owner alone where the system knows such a thing
 */
public record RsaKeyFile(Path file, PublicKey publicKey) {
    /**
     * Makes a key of 2048 bits.
     *
     * @param folder where the file is made; it must exist
     * @throws IOException if the file cannot be written
     */
    public static RsaKeyFile make(Path folder) throws IOException {
        KeyPair pair;
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            pair = generator.generateKeyPair();
        } catch (NoSuchAlgorithmException e) {
            throw new IOException("this Java cannot make RSA keys", e);
        }
        boolean posix = FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
        FileAttribute<?>[] ownersAlone = posix
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
        Path file = Files.createTempFile(folder, "rsa-", ".pem", ownersAlone);
        String body = Base64.getMimeEncoder(64, new byte[] {'\n'})
                .encodeToString(pair.getPrivate().getEncoded());
        Files.writeString(
                file,
                "-----BEGIN PRIVATE KEY-----\n" + body + "\n-----END PRIVATE KEY-----\n",
                StandardCharsets.US_ASCII);
        return new RsaKeyFile(file, pair.getPublic());
    }
}
