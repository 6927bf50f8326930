"""One-minute candles from trades in Parquet, with pandas.

    ./jaybit export trades --out trades.parquet
    python3 examples/python/parquet_trades.py trades.parquet

Needs pandas and pyarrow. The mistake it avoids: candles of minutes that nobody saw. Minutes without a trade are left out instead of being filled with
the last price; whether such a minute was quiet or unseen is in the table "coverage" (./jaybit export coverage --out coverage.parquet).
"""

import sys

import pandas


def main(path):
    trades = pandas.read_parquet(path)
    # Exact in the file; candles are for looking at, so floats will do from here on.
    trades = trades.astype({"price": float, "size": float}).set_index("time").sort_index()
    for symbol, of_symbol in trades.groupby("symbol", observed=True):
        candles = of_symbol["price"].resample("1min").ohlc()
        candles["volume"] = of_symbol["size"].resample("1min").sum()
        print(symbol)
        print(candles.dropna().to_csv())


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(sys.argv[1])
