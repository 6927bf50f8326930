package io.jaybit.station.pipeline;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Which symbols the user wants. Immutable. It can be asked again when the venue lists new ones.
 *
 * @param words names, in any case and spelling ({@code BTC/USDT}, {@code btc-usdt}, {@code BTCUSDT.P}), or globs ({@code *USDC})
 * @param all every symbol there is
 * @param top so many with the greatest turnover of 24 hours, among {@code coins} where there are any; 0 = not asked for
 * @param coins symbols with one of these base coins: every one, or the top ones
 */
public record Selection(List<String> words, boolean all, int top, List<String> coins) {
    private static final int NEAR_NAMES = 5;

    public Selection {
        words = List.copyOf(words);
        coins = List.copyOf(coins);
    }

    /**
     * What was found.
     *
     * @param names chosen ones, in the order of the wish
     * @param problems a sentence for each word that fits nothing, with near names
     */
    public record Found(List<String> names, List<String> problems) {
        public Found {
            names = List.copyOf(names);
            problems = List.copyOf(problems);
        }
    }

    /** Whether nothing was asked for. */
    public boolean isEmpty() {
        return words.isEmpty() && !all && top == 0 && coins.isEmpty();
    }

    /** Whether every wish is a plain name, so that it can be tried without a list of what there is. */
    public boolean isPlain() {
        return !all && top == 0 && coins.isEmpty() && words.stream().noneMatch(Selection::isGlob);
    }

    /** Finds the wanted ones among what there is. */
    public Found among(Collection<Listed> universe) {
        Map<String, Listed> byName = new TreeMap<>();
        universe.forEach(listed -> byName.put(listed.name(), listed));
        Set<String> chosen = new LinkedHashSet<>();
        List<String> problems = new ArrayList<>();
        for (String word : words) {
            List<String> found = isGlob(word) ? matching(word, byName.keySet()) : spelled(word, byName.keySet());
            if (found.isEmpty()) {
                problems.add("no symbol " + (isGlob(word) ? "fits " : "is called ") + "\"" + word + "\""
                        + nearText(near(word, byName.keySet())));
            }
            chosen.addAll(found);
        }
        List<Listed> ofCoins = new ArrayList<>();
        for (String coin : coins) {
            List<Listed> found = universe.stream()
                    .filter(listed -> listed.baseCoin().equalsIgnoreCase(coin))
                    .toList();
            if (found.isEmpty()) {
                problems.add("no symbol has the base coin \"" + coin + "\"");
            }
            ofCoins.addAll(found);
        }
        if (all) {
            chosen.addAll(byName.keySet());
        }
        if (top > 0) {
            (coins.isEmpty() ? universe : ofCoins)
                    .stream()
                            .sorted(Comparator.comparing(Selection::turnover)
                                    .reversed()
                                    .thenComparing(Listed::name))
                            .limit(top)
                            .forEach(listed -> chosen.add(listed.name()));
        } else {
            ofCoins.stream().map(Listed::name).sorted().forEach(chosen::add);
        }
        return new Found(List.copyOf(chosen), problems);
    }

    /** The turnover of 24 hours; zero where it is not known. */
    public static BigDecimal turnover(Listed listed) {
        BigDecimal known = listed.turnover24h();
        return known == null ? BigDecimal.ZERO : known;
    }

    private static boolean isGlob(String word) {
        return word.indexOf('*') >= 0 || word.indexOf('?') >= 0;
    }

    private static List<String> matching(String glob, Collection<String> names) {
        StringBuilder regex = new StringBuilder();
        for (char c : glob.toUpperCase(Locale.ROOT).toCharArray()) {
            regex.append(c == '*' ? ".*" : c == '?' ? "." : Pattern.quote(String.valueOf(c)));
        }
        Pattern pattern = Pattern.compile(regex.toString());
        return names.stream()
                .filter(name -> pattern.matcher(upper(name)).matches())
                .toList();
    }

    private static List<String> spelled(String word, Collection<String> names) {
        for (String spelling : List.of(word, upper(word), plain(word))) {
            for (String name : names) {
                if (name.equals(spelling) || upper(name).equals(spelling)) {
                    return List.of(name);
                }
            }
        }
        return List.of();
    }

    /** The venue's spelling of a word when there is no list to look it up in. */
    public static String plain(String word) {
        String name = upper(word);
        if (name.endsWith(".P")) {
            name = name.substring(0, name.length() - 2);
        }
        // A dash with digits behind it is a delivery date, not a separator of coins.
        boolean pair = name.matches("[A-Z0-9]+[/-][A-Z]+");
        return pair ? name.replace("/", "").replace("-", "") : name;
    }

    /** The names most like a word, best first. */
    public static List<String> near(String word, Collection<String> names) {
        String wanted = plain(word.replace("*", "").replace("?", ""));
        int limit = Math.max(2, wanted.length() / 2);
        return names.stream()
                .filter(name -> distance(wanted, upper(name), limit) <= limit
                        || (wanted.length() >= 2 && upper(name).contains(wanted)))
                .sorted(Comparator.<String>comparingInt(name -> distance(wanted, upper(name), 99))
                        .thenComparing(Comparator.naturalOrder()))
                .limit(NEAR_NAMES)
                .toList();
    }

    private static String nearText(List<String> near) {
        return near.isEmpty() ? "" : "; near: " + String.join(", ", near);
    }

    /** Least number of letters to change, add or leave out. */
    private static int distance(String from, String to, int limit) {
        if (Math.abs(from.length() - to.length()) > limit) {
            return limit + 1;
        }
        int[] before = new int[to.length() + 1];
        int[] row = new int[to.length() + 1];
        for (int j = 0; j <= to.length(); j++) {
            before[j] = j;
        }
        for (int i = 1; i <= from.length(); i++) {
            row[0] = i;
            for (int j = 1; j <= to.length(); j++) {
                int change = from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1;
                row[j] = Math.min(before[j - 1] + change, 1 + Math.min(before[j], row[j - 1]));
            }
            int[] done = before;
            before = row;
            row = done;
        }
        return before[to.length()];
    }

    private static String upper(String text) {
        return text.toUpperCase(Locale.ROOT);
    }
}
