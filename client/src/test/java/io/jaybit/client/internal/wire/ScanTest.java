package io.jaybit.client.internal.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.jaybit.market.Decimal;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScanTest {
    private final Scan scan = new Scan();

    @Test
    void decimalsOfEveryLengthAreReadAsWritten() {
        for (int whole = 1; whole <= 15; whole++) {
            for (int fraction = 0; fraction <= 15 && whole + fraction <= 18; fraction++) {
                String digits = "123456789012345678";
                String text = digits.substring(0, whole)
                        + (fraction == 0 ? "" : "." + digits.substring(whole, whole + fraction));
                assertDecimal(text);
                assertDecimal("-" + text);
                assertDecimal(text.replaceAll("[0-9]", "0"));
                assertDecimal(text.replaceAll("[0-9]", "9"));
            }
        }
    }

    @Test
    void randomDecimalsAreReadAsWritten() {
        long seed = 20261123;
        Random random = new Random(seed);
        for (int i = 0; i < 20_000; i++) {
            int scale = random.nextInt(13);
            long mantissa = random.nextLong() >> (6 + random.nextInt(57));
            StringBuilder text = new StringBuilder();
            Decimal.append(mantissa, scale, text);

            int end = decimal(text.toString());

            // more than 15 digits on one side of the point are left to the slower way
            if (end != Scan.UNUSUAL || Math.abs(mantissa) < 1_000_000_000_000_000L) {
                assertThat(scan.mantissa).as("seed %d, %s", seed, text).isEqualTo(mantissa);
                assertThat(scan.scale).as("seed %d, %s", seed, text).isEqualTo(scale);
            }
        }
    }

    @Test
    void whatTheNumberBeforeLookedLikeChangesNothing() {
        Scan.Form form = new Scan.Form();
        long seed = 20261125;
        Random random = new Random(seed);
        int scale = 0;
        int digits = 1;
        for (int i = 0; i < 50_000; i++) {
            if (random.nextInt(3) == 0) {
                scale = random.nextInt(9);
                digits = 1 + random.nextInt(11);
            }
            StringBuilder text = new StringBuilder();
            Decimal.append(random.nextLong(Decimal.powerOfTen(digits)) * (i % 50 == 0 ? -1 : 1), scale, text);

            assertSameWithForm(roomy(text + "\",\"0\"]]}"), form, "seed " + seed + ", " + text);
        }
    }

    @Test
    void whateverByteStandsInANumberOfTheFormItIsReadAsWithoutOne() {
        for (String text : new String[] {"12345.67", "1.1234567", "1234567.1", "0.5"}) {
            for (int place = 0; place <= text.length(); place++) {
                for (int odd = 0; odd < 256; odd++) {
                    Scan.Form form = new Scan.Form();
                    byte[] bytes = roomy(text + "\",\"0\"]]}");
                    scan.decimal(bytes, 0, form);
                    bytes[place] = (byte) odd;

                    assertSameWithForm(bytes, form, text + " with byte " + odd + " at " + place);
                }
            }
        }
    }

    private void assertSameWithForm(byte[] bytes, Scan.Form form, String what) {
        int end = scan.decimal(bytes, 0);
        long mantissa = scan.mantissa;
        int scale = scan.scale;

        assertThat(scan.decimal(bytes, 0, form)).as(what).isEqualTo(end);
        if (end != Scan.UNUSUAL) {
            assertThat(scan.mantissa).as(what).isEqualTo(mantissa);
            assertThat(scan.scale).as(what).isEqualTo(scale);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "-",
                ".",
                "1.",
                ".5",
                "-.5",
                "--1",
                "+1",
                "1..2",
                "1.2.3",
                "1e5",
                "1E-5",
                " 1",
                "1 ",
                "0x1F",
                "12345678.",
                "12345678:",
                "1/2",
                "1234567890123456789",
                "123456789012.1234567",
                "1.2345678901234567890",
                "١",
                "1\\u0030",
                "NaN"
            })
    void whatIsNotAPlainDecimalIsUnusual(String text) {
        assertThat(decimal(text)).isEqualTo(Scan.UNUSUAL);
    }

    @Test
    void numbersMayEndWithTheFrame() {
        byte[] bytes = roomy("x12345\"");

        assertThat(scan.decimal(bytes, 1)).isEqualTo(7);
        assertThat(scan.mantissa).isEqualTo(12345);
        assertThat(scan.decimal(bytes, 6)).isEqualTo(Scan.UNUSUAL);
        assertThat(scan.decimal(bytes, 7)).isEqualTo(Scan.UNUSUAL);
        assertThat(scan.integer(roomy("12"), 0)).isEqualTo(Scan.UNUSUAL);
    }

    @Test
    void integersOfEveryLengthUpTo18DigitsAreRead() {
        for (int length = 1; length <= 18; length++) {
            String text = "987654321098765432".substring(0, length);
            assertThat(scan.integer(roomy(text + ","), 0)).isEqualTo(length);
            assertThat(scan.integer).isEqualTo(Long.parseLong(text));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "01,", "-1,", "1.5,", "1e3,", "1 ,", "1", "1234567890123456789,", "1]", "x,"})
    void whatIsNotAPlainIntegerIsUnusual(String text) {
        byte[] bytes = roomy(text);

        assertThat(scan.integer(bytes, 0)).isEqualTo(Scan.UNUSUAL);
    }

    @Test
    void plainStringsEndAtTheirQuote() {
        for (int length = 0; length < 40; length++) {
            byte[] bytes = roomy("a".repeat(length) + "\"\\\"");

            assertThat(Scan.plainString(bytes, 0, length + 3)).isEqualTo(length);
            assertThat(Scan.plainString(bytes, 0, length)).isEqualTo(Scan.UNUSUAL);
        }
    }

    @Test
    void aStringWithAnyOddCharacterIsUnusual() {
        for (int odd = 0; odd < 256; odd++) {
            boolean plain = odd >= 0x20 && odd < 0x80 && odd != '"' && odd != '\\';
            for (int place = 0; place < 20; place++) {
                byte[] bytes = roomy("a".repeat(20) + "\"");
                bytes[place] = (byte) odd;
                int expected = plain ? 20 : odd == '"' ? place : Scan.UNUSUAL;
                assertThat(Scan.plainString(bytes, 0, 21))
                        .as("byte %d at %d", odd, place)
                        .isEqualTo(expected);
            }
        }
    }

    @Test
    void namesAreFoundByTheirBytes() {
        ByteTable<String> table = new ByteTable<>(3000);
        for (int i = 0; i < 5000; i++) {
            String name = "orderbook.50.SYMBOL" + "x".repeat(i % 11) + i;
            table.put(name.getBytes(UTF_8), name);
        }

        assertThat(table.size()).isEqualTo(3000);
        for (int i = 0; i < 5000; i++) {
            String name = "orderbook.50.SYMBOL" + "x".repeat(i % 11) + i;
            byte[] bytes = roomy("{" + name + "\"");
            int end = scan.name(bytes, 1, name.length() + 2);
            assertThat(end).isEqualTo(name.length() + 1);
            assertThat(table.get(bytes, 1, end, scan.hash)).isEqualTo(i < 3000 ? name : null);
        }
    }

    private void assertDecimal(String text) {
        assertThat(decimal(text)).as(text).isEqualTo(text.length() + 1);
        Decimal expected = Decimal.parse(text);
        assertThat(scan.mantissa).as(text).isEqualTo(expected.mantissa());
        assertThat(scan.scale).as(text).isEqualTo(expected.scale());
    }

    /** Reads it as it stands in a frame, before its closing quote. */
    private int decimal(String text) {
        byte[] bytes = roomy(text + "\",\"0\"]]}");
        return scan.decimal(bytes, 0);
    }

    /** At the beginning of an array with room behind. */
    private static byte[] roomy(String text) {
        byte[] bytes = text.getBytes(UTF_8);
        return Arrays.copyOf(bytes, bytes.length + Scan.ROOM);
    }
}
