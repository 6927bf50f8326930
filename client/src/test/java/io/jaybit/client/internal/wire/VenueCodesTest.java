package io.jaybit.client.internal.wire;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class VenueCodesTest {
    @Test
    void theTextThatWasSignedIsNotRepeatedSinceTheKeyIsInIt() {
        assertThat(VenueCodes.explained(
                        10_004, "error sign! origin_string[1784900000000myWholeKey5000category=linear]"))
                .isEqualTo("error sign! origin_string[…] The secret is not that of the key");
    }

    @Test
    void aKeyThatIsNotKnownHereIsExplained() {
        assertThat(VenueCodes.explained(10_003, "API key is invalid."))
                .startsWith("API key is invalid.")
                .contains("another family of hosts");
    }

    @Test
    void everyOtherTextIsTheVenues() {
        assertThat(VenueCodes.explained(110_007, "no money")).isEqualTo("no money");
    }
}
