package io.jaybit.station.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PainterTest {
    @Test
    void aLongLineIsCutAndColoursTakeNoRoom() {
        assertThat(Painter.fitted("ab\u001b[32mcd\u001b[0mef", 3)).isEqualTo("ab\u001b[32mc\u001b[0m");
        assertThat(Painter.fitted("ab\u001b[32mcd\u001b[0m", 5)).isEqualTo("ab\u001b[32mcd\u001b[0m\u001b[0m\u001b[K");
    }

    @Test
    void aFullLineKeepsItsLastColumn() {
        assertThat(Painter.fitted("abc", 3)).isEqualTo("abc\u001b[0m");
    }
}
