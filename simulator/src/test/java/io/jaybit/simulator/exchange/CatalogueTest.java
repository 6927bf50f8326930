package io.jaybit.simulator.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The venue's list of instruments. */
class CatalogueTest {
    private final Catalogue catalogue = new Catalogue(1_784_900_000_000L);

    @Test
    void everySymbolIsListedOnceInItsCategoryAndStartsWithinItsLimits() {
        List<Listing> all = catalogue.all();

        assertThat(all.stream()
                        .map(listing -> listing.instrument().category() + "/"
                                + listing.instrument().symbol()))
                .doesNotHaveDuplicates()
                .contains(
                        "LINEAR/BTCUSDT",
                        "LINEAR/1000PEPEUSDT",
                        "LINEAR/BTCPERP",
                        "LINEAR/BTCUSDT-25DEC26",
                        "INVERSE/BTCUSD",
                        "INVERSE/BTCUSDH27",
                        "SPOT/BTCUSDT",
                        "OPTION/BTC-25DEC26-90000-C-USDT",
                        "SPREAD/SOLUSDT_SOL/USDT");
        assertThat(all)
                .allSatisfy(listing -> assertThat(listing.startPrice())
                        .isBetween(
                                listing.instrument().minPrice(),
                                listing.instrument().maxPrice()));
    }

    @Test
    void aPriceIsPrintedAsTheVenuePrintsIt() {
        Listing pepe = catalogue.linear().stream()
                .filter(listing -> listing.instrument().symbol().equals("1000PEPEUSDT"))
                .findFirst()
                .orElseThrow();

        assertThat(pepe.instrument().price(pepe.startPrice())).isEqualTo("0.0098450");
    }

    @Test
    void hundredsOfSymbolsAreAllDifferent() {
        List<Listing> many = catalogue.hundreds(700);

        assertThat(many.stream().map(listing -> listing.instrument().symbol()).collect(Collectors.toSet()))
                .hasSize(700);
        assertThat(catalogue.hundreds(3)).hasSize(3);
    }

    @Test
    void datedContractsAreNeverAboutToEnd() {
        Catalogue later = new Catalogue(1_798_000_000_000L);

        assertThat(later.linear().stream().map(listing -> listing.instrument().symbol()))
                .contains("BTCUSDT-31DEC27");
    }
}
