"""The spread by hour, and hourly liquidations with what was seen of the hour, over the PostgreSQL port of a recording that runs.

    ./jaybit record BTCUSDT                                  (in another terminal)
    python3 examples/python/postgres_spread.py jaybit-data

Needs psycopg 3 (Debian: python3-psycopg). The mistake it avoids: taking a total for the whole hour. Where nobody listened nothing was counted; the
column "seen" says how much of the hour the total is of.
"""

import pathlib
import sys

import psycopg

SPREAD = """
SELECT timestamp_floor('h', time) AS hour, symbol,
       avg(20000 * (ask_price - bid_price) / (ask_price + bid_price)) AS spread_bp, count() AS changes
FROM book_float
WHERE status = 'LIVE'
GROUP BY hour, symbol
ORDER BY hour, symbol
"""

LIQUIDATIONS = """
SELECT time, symbol, notional_currency, long_notional, short_notional, seen_ms, window_ms
FROM liquidation_totals_float
WHERE period = 'hour'
ORDER BY time, symbol
"""


def connect(folder):
    """Where a recording that runs can be asked: its folder says so, and holds the password."""
    access = dict(
        line.split("=", 1) for line in (folder / "access").read_text().splitlines() if "=" in line and line[0] != "#")
    password = (folder / "password").read_text().strip()
    # QuestDB knows no transactions for reading; prepare_threshold=None keeps statements plain.
    return psycopg.connect(
        host="127.0.0.1", port=int(access["postgres"]), user="jaybit", password=password, dbname="qdb",
        autocommit=True, prepare_threshold=None)


def main(folder):
    with connect(pathlib.Path(folder)) as connection:
        print("hour,symbol,spread_bp,changes")
        for hour, symbol, spread, changes in connection.execute(SPREAD):
            print(f"{hour:%Y-%m-%dT%H:00Z},{symbol},{spread:.4f},{changes}")
        print("hour,symbol,currency,long,short,seen")
        for time, symbol, currency, long, short, seen, window in connection.execute(LIQUIDATIONS):
            share = f"{100 * seen / window:.1f} %" if window else "unknown"
            print(f"{time:%Y-%m-%dT%H:00Z},{symbol},{currency},{long:.2f},{short:.2f},{share}")


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(sys.argv[1])
