package dev.parley.jsse;

import java.security.PublicKey;
import java.security.Security;
import java.security.interfaces.DSAKey;
import java.security.interfaces.ECKey;
import java.security.interfaces.RSAKey;
import java.security.interfaces.XECKey;
import java.security.spec.NamedParameterSpec;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.IntPredicate;
import java.util.regex.Pattern;

/**
 * A list as in {@code jdk.tls.disabledAlgorithms}: names, some with conditions. Which conditions there are is said in the
 * JDK's file {@code java.security}; {@code jdkCA} is the certificate path validator's business and not looked at here.
 * Thread-safe.
 */
final class DisabledAlgorithms {
    private static volatile Reading last = Reading.of("", LocalDate.EPOCH);

    private final List<Entry> entries;
    /** What was asked before: a suite, a group, a scheme or a version. There are only so many. */
    private final Map<Object, Boolean> verdicts = new ConcurrentHashMap<>();

    private DisabledAlgorithms(List<Entry> entries) {
        this.entries = entries;
    }

    /** A list that was read, which is another one on a day that it names. */
    private record Reading(String text, LocalDate day, DisabledAlgorithms list) {
        static Reading of(String text, LocalDate day) {
            return new Reading(text, day, parse(text, day));
        }

        boolean is(String itsText, LocalDate itsDay) {
            return text.equals(itsText) && day.equals(itsDay);
        }
    }

    /** The list as it is now, of {@code jdk.tls.disabledAlgorithms}, which a program may set while it runs. */
    static DisabledAlgorithms current() {
        var property = Security.getProperty("jdk.tls.disabledAlgorithms");
        var text = property == null ? "" : property;
        var day = LocalDate.now();
        var known = last;
        if (known.is(text, day)) return known.list;
        var read = Reading.of(text, day);
        last = read;
        return read.list;
    }

    /**
     * One entry.
     *
     * @param name a pattern, if it had a star
     * @param size for which key sizes in bits it holds, if it says
     * @param usage for which uses it holds, if it says
     */
    record Entry(Pattern name, Optional<IntPredicate> size, Optional<List<String>> usage) {
        boolean names(Collection<String> names) {
            return names.stream().anyMatch(it -> name.matcher(it).matches());
        }
    }

    private static DisabledAlgorithms parse(String text, LocalDate day) {
        var entries = new ArrayList<Entry>();
        for (var part : text.replace("\"", "").split(",")) {
            var words = part.strip().split("\\s+", 2);
            if (!words[0].isEmpty() && !words[0].equalsIgnoreCase("include"))
                entry(words[0], words.length > 1 ? words[1] : "", day).ifPresent(entries::add);
        }
        return new DisabledAlgorithms(List.copyOf(entries));
    }

    /** Empty if it is not in force yet, or is about something that is judged elsewhere. */
    private static Optional<Entry> entry(String name, String conditions, LocalDate day) {
        Optional<IntPredicate> size = Optional.empty();
        Optional<List<String>> usage = Optional.empty();
        for (var condition : conditions.isBlank() ? new String[0] : conditions.split("&")) {
            var words = condition.strip().split("\\s+");
            switch (words[0].toLowerCase(Locale.ROOT)) {
                case "keysize" -> size = Optional.of(size(words[1], Integer.parseInt(words[2])));
                case "usage" -> usage = Optional.of(Arrays.asList(words).subList(1, words.length));
                case "denyafter" -> {
                    if (!day.isAfter(LocalDate.parse(words[1]))) return Optional.empty();
                }
                default -> {
                    return Optional.empty();
                }
            }
        }
        return Optional.of(new Entry(pattern(name), size, usage));
    }

    private static Pattern pattern(String name) {
        return Pattern.compile(
            Arrays.stream(name.split("\\*", -1)).map(Pattern::quote).reduce((a, b) -> a + ".*" + b).orElseThrow(),
            Pattern.CASE_INSENSITIVE);
    }

    private static IntPredicate size(String operator, int bits) {
        return switch (operator) {
            case "<" -> it -> it < bits;
            case "<=" -> it -> it <= bits;
            case ">" -> it -> it > bits;
            case ">=" -> it -> it >= bits;
            case "==" -> it -> it == bits;
            case "!=" -> it -> it != bits;
            default -> throw new IllegalArgumentException("keySize " + operator);
        };
    }

    /**
     * May it be used for this? Asked once for each.
     *
     * @param what a value of a registry
     * @param names by which it may be meant
     */
    <T> boolean permits(T what, Function<T, Collection<String>> names, String use) {
        return verdicts.computeIfAbsent(what, it -> permits(names.apply(what), use));
    }

    /** May something with these names be used for this? */
    boolean permits(Collection<String> names, String use) {
        return entries.stream().noneMatch(entry -> entry.size.isEmpty() && entry.names(names)
            && entry.usage.map(it -> it.stream().anyMatch(use::equalsIgnoreCase)).orElse(true));
    }

    boolean permits(PublicKey key) {
        var names = List.of(key.getAlgorithm());
        var bits = bits(key);
        return entries.stream().noneMatch(entry -> entry.usage.isEmpty() && entry.names(names)
            && entry.size.map(it -> bits.isPresent() && it.test(bits.getAsInt())).orElse(true));
    }

    private static OptionalInt bits(PublicKey key) {
        return switch (key) {
            case RSAKey rsa -> OptionalInt.of(rsa.getModulus().bitLength());
            case ECKey ec -> OptionalInt.of(ec.getParams().getOrder().bitLength());
            case DSAKey dsa when dsa.getParams() != null -> OptionalInt.of(dsa.getParams().getP().bitLength());
            case XECKey curve when curve.getParams() instanceof NamedParameterSpec named ->
                OptionalInt.of(named.getName().equals("X25519") ? 255 : 448);
            default -> OptionalInt.empty();
        };
    }
}
