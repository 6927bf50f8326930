"""VWAP and taker flow by minute, from trades in CSV; needs Python alone.

    ./jaybit export trades --out trades.csv
    python3 examples/python/csv_trades.py trades.csv

The mistake it avoids: prices as floats. 0.1 + 0.2 is not 0.3 there; sums of money are made with Decimal here. And a trade is itself by its id: one
seq can hold many trades, so whoever drops "duplicates" by seq loses volume.
"""

import csv
import sys
from collections import defaultdict
from decimal import Decimal, getcontext

# The usual 28 digits would round large sums without a word.
getcontext().prec = 100


def main(path):
    seen = set()
    minutes = defaultdict(lambda: {"Buy": Decimal(0), "Sell": Decimal(0), "size": Decimal(0), "notional": Decimal(0), "trades": 0})
    with open(path, newline="") as file:
        for row in csv.DictReader(file):
            trade = (row["category"], row["symbol"], row["id"])
            if trade in seen:
                continue
            seen.add(trade)
            # 2026-11-27T14:03:07.123000Z: the minute is what comes before the seconds.
            minute = minutes[row["symbol"], row["time"][:16]]
            price, size = Decimal(row["price"]), Decimal(row["size"])
            minute[row["side"]] += size
            minute["size"] += size
            minute["notional"] += price * size
            minute["trades"] += 1
    print("symbol,minute,trades,vwap,bought,sold")
    for (symbol, minute), sums in sorted(minutes.items()):
        vwap = (sums["notional"] / sums["size"]).quantize(Decimal("0.00000001"))
        print(f'{symbol},{minute}Z,{sums["trades"]},{vwap},{sums["Buy"]},{sums["Sell"]}')


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(sys.argv[1])
