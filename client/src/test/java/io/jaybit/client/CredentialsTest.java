package io.jaybit.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.jaybit.simulator.RsaKeyFile;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CredentialsTest {
    private static final String KEY = "publicPartOfTheKeyx7Q2";
    private static final String SECRET = "veryVerySecretIndeed";

    private static final String TOML = """
            # mine
            [paper]
            exchange = "demo-trading"
            key = "%s"
            secret = "%s"

            [other]
            key = "k"
            secret = "s"
            """.formatted(KEY, SECRET);

    @TempDir
    Path folder;

    @BeforeEach
    void onlyWhereFilesHaveOwners() throws IOException {
        assumeThat(Files.getFileStore(folder).supportsFileAttributeView("posix"))
                .as("a file system with permissions")
                .isTrue();
    }

    @Test
    void aProfileHasItsExchange() throws Exception {
        Credentials credentials = Credentials.fromFile(file("keys.toml", "rw-------", TOML), "paper");
        assertThat(credentials.exchange()).isEqualTo(Exchange.demoTrading());
        assertThat(credentials.signer().apiKey()).isEqualTo(KEY);
        assertThat(credentials.signer().sign("text"))
                .isEqualTo(Credentials.of(KEY, SECRET).signer().sign("text"));
    }

    @Test
    void theTutorialsFileHasANameForEachKey() throws Exception {
        Path file = file("authcreds.json", "r--------", """
                {"testAccount": {"key": "%s", "secret": "%s"}, "real": {"key": "a", "secret": "b"}}""".formatted(KEY, SECRET));
        Credentials credentials = Credentials.fromFile(file, "testAccount");
        assertThat(credentials.exchange()).isNull();
        assertThat(credentials.signer().sign("text"))
                .isEqualTo(Credentials.of(KEY, SECRET).signer().sign("text"));
        assertThatThrownBy(() -> Credentials.fromFile(file, "unreal"))
                .hasMessage(file + " has no \"unreal\"; it has testAccount, real");
    }

    @Test
    void anRsaKeyIsInAFileOfItsOwn() throws Exception {
        RsaKeyFile rsa = RsaKeyFile.make(folder);
        Files.setPosixFilePermissions(rsa.file(), PosixFilePermissions.fromString("rw-------"));
        String byHand = Credentials.rsa(KEY, rsa.file()).signer().sign("text");
        Path file = file(
                "keys.toml",
                "rw-------",
                "[mine]\nkey = \"" + KEY + "\"\nprivate-key-file = \""
                        + rsa.file().getFileName() + "\"\n");
        assertThat(Credentials.fromFile(file, "mine").signer().sign("text")).isEqualTo(byHand);
        String pem = Files.readString(rsa.file());
        assertThat(Credentials.from(Map.of("JAYBIT_KEY", KEY, "JAYBIT_SECRET", pem))
                        .orElseThrow()
                        .signer()
                        .sign("text"))
                .isEqualTo(byHand);
        Files.setPosixFilePermissions(rsa.file(), PosixFilePermissions.fromString("rw-r-----"));
        assertThatThrownBy(() -> Credentials.fromFile(file, "mine"))
                .hasMessage("others can read " + rsa.file() + "; type: chmod 600 " + rsa.file());
    }

    @Test
    void aFileThatOthersCanReadIsRefusedWithWhatToType() throws Exception {
        for (String permissions : new String[] {"rw-r--r--", "rw----r--", "rw-r-----", "rw--w----"}) {
            Path file = file("keys.toml", permissions, TOML);
            assertThatThrownBy(() -> Credentials.fromFile(file, "paper"))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("others can read " + file + "; type: chmod 600 " + file);
        }
        Path spaced = file("it's mine.toml", "rw-r--r--", TOML);
        assertThatThrownBy(() -> Credentials.fromFile(spaced, "paper"))
                .hasMessageEndingWith("; type: chmod 600 '" + folder + "/it'\\''s mine.toml'");
    }

    @Test
    void theEnvironmentHasBothOrNeither() {
        assertThat(Credentials.from(Map.of())).isEmpty();
        assertThat(Credentials.from(Map.of("JAYBIT_KEY", "", "JAYBIT_SECRET", "")))
                .isEmpty();
        assertThat(Credentials.from(Map.of("JAYBIT_KEY", KEY, "JAYBIT_SECRET", SECRET))
                        .orElseThrow())
                .hasToString("Credentials[…x7Q2]");
        assertThatThrownBy(() -> Credentials.from(Map.of("JAYBIT_KEY", KEY)))
                .hasMessage("JAYBIT_KEY is set, JAYBIT_SECRET is not");
        assertThatThrownBy(() -> Credentials.from(Map.of("JAYBIT_SECRET", SECRET)))
                .hasMessage("JAYBIT_SECRET is set, JAYBIT_KEY is not");
    }

    @Test
    void aWrongFileIsToldOfByPlaceAndNameAndNeverByItsSecrets() throws Exception {
        refused("[paper]\nkey = \"" + KEY + "\"\nsecret = " + SECRET + "\n", "is not TOML: line 3");
        refused("[paper\nkey = \"" + SECRET + "\"\n", "is not TOML: line 1");
        refused("{\"paper\": {\"key\": \"" + KEY + "\", \"secret\": " + SECRET + "}}", "is not JSON: line 1");
        refused("{\"paper\": \"" + SECRET + "\"}", "has no \"paper\"; it has none");
        refused("[paper]\nkey = \"k\"\nsecrt = \"" + SECRET + "\"\n", "\"secrt\" is unknown", "needs either secret or");
        refused("[paper]\nkey = 7\nsecret = [\"" + SECRET + "\"]\n", "key must be text", "secret must be text");
        refused("[paper]\nsecret = \"" + SECRET + "\"\n", "key is missing");
        refused(
                "[paper]\nkey = \"k\"\nsecret = \"" + SECRET + "\"\nexchange = \"moon\"\n",
                "no exchange is called \"moon\"");
        refused(
                "[paper]\nkey = \"k\"\nsecret = \"" + SECRET + "\"\nprivate-key-file = \"x.pem\"\n",
                "needs either secret or private-key-file");
        refused("[paper]\nkey = \"k\"\nprivate-key-file = \"absent.pem\"\n", "there is no file ");
        refused("[paper]\nkey = \"k\"\nprivate-key-file = \"keys.toml\"\n", "an RSA key must be PKCS#8 PEM");
    }

    private void refused(String content, String... said) throws IOException {
        Path file = file("keys.toml", "rw-------", content);
        assertThatThrownBy(() -> Credentials.fromFile(file, "paper"))
                .isInstanceOf(IllegalArgumentException.class)
                .satisfies(thrown -> {
                    assertThat(thrown).message().contains(said);
                    StringWriter all = new StringWriter();
                    thrown.printStackTrace(new PrintWriter(all));
                    assertThat(all.toString()).doesNotContain(SECRET).doesNotContain(KEY);
                });
    }

    @Test
    void noMoreThanTheEndOfAKeyIsShown() {
        Credentials credentials = Credentials.of(KEY, SECRET);
        assertThat(credentials).hasToString("Credentials[…x7Q2]");
        assertThat(Credentials.of("short", SECRET).keyTail()).isEqualTo("…");
        assertThat(credentials.signer().toString()).doesNotContain(SECRET).doesNotContain(KEY);
    }

    private Path file(String name, String permissions, String content) throws IOException {
        Path file = folder.resolve(name);
        Files.deleteIfExists(file);
        Files.writeString(file, content);
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
    }
}
