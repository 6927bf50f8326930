package io.jaybit.orders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jaybit.orders.VenueCodes.Fate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class VenueCodesTest {
    @ParameterizedTest
    @ValueSource(
            ints = {10_001, 10_002, 10_003, 10_006, 10_019, 10_403, 10_404, 10_429, 20_003, 110_007, 110_094, 170_131})
    void businessAndThrottleCodesRefuse(int code) {
        for (OrderCommand command : OrderCommand.values()) {
            assertThat(VenueCodes.fate(command, code)).isEqualTo(Fate.REFUSED);
            assertThat(VenueCodes.outcome(command, code, "why")).isEqualTo(new Outcome.Rejected(code, "why"));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {10_000, 10_016, 170_007, 170_032, 170_146, 170_147, 170_310, -1})
    void timeoutsAndServerErrorsSayNothing(int code) {
        for (OrderCommand command : OrderCommand.values()) {
            assertThat(VenueCodes.fate(command, code)).isEqualTo(Fate.UNKNOWN);
            assertThat(VenueCodes.outcome(command, code, "why")).isInstanceOf(Outcome.Unknown.class);
        }
    }

    @ParameterizedTest
    @EnumSource(OrderCommand.class)
    void aCodeThatIsNewToUsSaysNothing(OrderCommand command) {
        assertThat(VenueCodes.fate(command, 987_654)).isEqualTo(Fate.UNKNOWN);
    }

    @ParameterizedTest
    @ValueSource(ints = {110_001, 110_008, 110_010, 170_139, 170_142, 170_143, 170_190, 170_213})
    void whatIsGoneCannotBeCancelledOrAmended(int code) {
        assertThat(VenueCodes.fate(OrderCommand.CANCEL, code)).isEqualTo(Fate.GONE);
        assertThat(VenueCodes.fate(OrderCommand.AMEND, code)).isEqualTo(Fate.GONE);
    }

    @ParameterizedTest
    @ValueSource(ints = {110_072, 170_141, 10_014, 20_006})
    void aDuplicateTellsThatAnEarlierCommandArrived(int code) {
        assertThat(VenueCodes.fate(OrderCommand.CREATE, code)).isEqualTo(Fate.DUPLICATE);
        assertThat(VenueCodes.fate(OrderCommand.CANCEL, code)).isEqualTo(Fate.UNKNOWN);
    }

    @Test
    void zeroIsNoRefusal() {
        assertThat(VenueCodes.fate(OrderCommand.CREATE, 0)).isEqualTo(Fate.ACCEPTED);
        assertThatThrownBy(() -> VenueCodes.outcome(OrderCommand.CREATE, 0, "OK"))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
