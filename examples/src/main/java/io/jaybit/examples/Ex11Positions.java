package io.jaybit.examples;

import io.jaybit.account.PositionUpdate;
import io.jaybit.client.Bybit;
import io.jaybit.client.Credentials;
import io.jaybit.client.Exchange;
import java.nio.file.Path;

/**
 * The position in DOGE.
 *
 * <p>The naive version prints the size, which has no sign on the wire, and reads an empty liquidation price as zero.
 * Here a short position is negative, what the venue does not say is null, and the key's file is the owner's alone.
 */
public final class Ex11Positions {
    public static void main(String[] args) {
        Bybit bybit = Bybit.builder()
                .exchange(Exchange.parse(args[0]))
                .credentials(Credentials.fromFile(Path.of(args[1]), args[2])) // {"NAME": {"key": "…", "secret": "…"}}
                .build();
        bybit.own().positions(Ex11Positions::show);
    }

    private static void show(PositionUpdate position) {
        if (position.symbol().name().equals("DOGEUSDT")) {
            System.out.println(position.symbol() + " " + position.signedSize() + " entry " + position.entryPrice()
                    + " liquidation " + position.liquidationPrice());
        }
    }
}
