package io.jaybit.simulator.exchange;

/**
 * Is told what happens on the exchange, on its thread, while it happens. What is handed over is read at once: orders, positions and
 * accounts go on changing. Everything is told, that of {@linkplain Account#isSilent silent} accounts too.
 */
public interface ExchangeListener {
    /** A level has another size; 0 = it is gone. Called for each level, during a command. */
    default void onLevel(Market market, Side side, long price, long size) {}

    /** Two orders met. */
    default void onTrade(Trade trade) {}

    /** A command has been carried out on a market; its book is consistent. */
    default void onSettled(Market market) {}

    /** Mark, index, funding or open interest has changed. */
    default void onPrices(Market market) {}

    /** An order was made, has changed or has ended. */
    default void onOrder(Order order) {}

    /** An account was filled, paid funding, or was closed. */
    default void onExecution(Execution execution) {}

    /** A position has changed, or an order on it was made, amended or cancelled. */
    default void onPosition(Position position) {}

    /** An account has another amount of a coin, or other margin in it. */
    default void onWallet(Account account, String coin) {}

    /** A position was liquidated. */
    default void onLiquidation(Liquidation liquidation) {}

    /** An insurance pool has another balance. */
    default void onInsurance(InsurancePool pool) {}
}
