package dev.parley.cli;

import dev.parley.explain.words.Words;
import dev.parley.id.CipherSuite;
import dev.parley.id.KeyExchange;
import dev.parley.id.NamedGroup;
import dev.parley.id.ProtocolVersion;
import dev.parley.lab.KeyKind;
import dev.parley.session.ExternalPsk;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Names on the command line, and what they mean. */
final class Converters {
    private Converters() {}

    private static <T> T one(Optional<T> found, String text, Stream<String> names) {
        return found.orElseThrow(() -> new TypeConversionException(
            "'" + text + "' is none of " + names.collect(Collectors.joining(", "))));
    }

    static final class Version implements ITypeConverter<ProtocolVersion> {
        @Override
        public ProtocolVersion convert(String text) {
            return switch (text) {
                case "1.3", "TLS1.3", "TLSv1.3" -> ProtocolVersion.TLS_1_3;
                case "1.2", "TLS1.2", "TLSv1.2" -> ProtocolVersion.TLS_1_2;
                default -> throw new TypeConversionException(
                    "'" + text + "' is neither 1.3 nor 1.2; older versions are broken, and Parley does not speak them");
            };
        }
    }

    static final class Exchange implements ITypeConverter<KeyExchange> {
        @Override
        public KeyExchange convert(String text) {
            var all = Stream.of(KeyExchange.ECDHE, KeyExchange.DHE, KeyExchange.RSA);
            return one(all.filter(it -> it.name().equalsIgnoreCase(text)).findFirst(), text,
                Stream.of("ecdhe", "dhe", "rsa"));
        }
    }

    static final class Group implements ITypeConverter<NamedGroup> {
        @Override
        public NamedGroup convert(String text) {
            return one(NamedGroup.named(text), text, NamedGroup.ALL.stream().map(NamedGroup::name));
        }
    }

    static final class Suite implements ITypeConverter<CipherSuite> {
        @Override
        public CipherSuite convert(String text) {
            Function<String, Optional<CipherSuite>> known =
                name -> CipherSuite.named(name).filter(it -> it.parts().isPresent());
            return one(known.apply(text.toUpperCase(Locale.ROOT)), text,
                Stream.concat(CipherSuite.ALL_13.stream(), CipherSuite.ALL_12.stream()).map(CipherSuite::name));
        }
    }

    /** In hexadecimal, or as a text in quotes. RFC 4279 section 5.4. */
    static final class Psk implements ITypeConverter<ExternalPsk> {
        @Override
        public ExternalPsk convert(String text) {
            int quoted = text.endsWith("\"") ? text.indexOf(":\"") : -1;
            int colon = quoted > 0 ? quoted : text.lastIndexOf(':');
            try {
                if (colon < 1) throw new IllegalArgumentException("there is no name with a colon behind it");
                var key = text.substring(colon + 1);
                return ExternalPsk.of(text.substring(0, colon), quoted > 0 && key.length() > 1
                    ? key.substring(1, key.length() - 1).getBytes(StandardCharsets.UTF_8)
                    : HexFormat.of().parseHex(key));
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException("not a name, a colon and a key: " + e.getMessage());
            }
        }
    }

    static final class Kind implements ITypeConverter<KeyKind> {
        @Override
        public KeyKind convert(String text) {
            return switch (text.toLowerCase(Locale.ROOT)) {
                case "ecdsa" -> KeyKind.P256;
                case "rsa" -> KeyKind.RSA_2048;
                case "ed25519" -> KeyKind.ED25519;
                case "ml-dsa-65" -> KeyKind.ML_DSA_65;
                default ->
                    throw new TypeConversionException("'" + text + "' is none of ecdsa, rsa, ed25519, ml-dsa-65");
            };
        }
    }

    static final class Case implements ITypeConverter<FailCase> {
        @Override
        public FailCase convert(String text) {
            return one(Arrays.stream(FailCase.values()).filter(it -> it.toString().equalsIgnoreCase(text)).findFirst(),
                text,
                Arrays.stream(FailCase.values()).map(FailCase::toString));
        }
    }

    static final class Cases implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return Arrays.stream(FailCase.values()).map(FailCase::toString).iterator();
        }
    }

    static final class Resumption implements ITypeConverter<Encore> {
        @Override
        public Encore convert(String text) {
            var all = Stream.of(Encore.ID, Encore.TICKET, Encore.PSK);
            return one(all.filter(it -> it.toString().equalsIgnoreCase(text)).findFirst(), text,
                Stream.of("id", "ticket", "psk"));
        }
    }

    static final class HiddenHello implements ITypeConverter<Hiding> {
        @Override
        public Hiding convert(String text) {
            return one(Arrays.stream(Hiding.values()).filter(it -> it.toString().equalsIgnoreCase(text)).findFirst(),
                text, Arrays.stream(Hiding.values()).map(Hiding::toString));
        }
    }

    static final class Gap implements ITypeConverter<Between> {
        @Override
        public Between convert(String text) {
            return one(Arrays.stream(Between.values()).filter(it -> it.toString().equalsIgnoreCase(text)).findFirst(),
                text, Arrays.stream(Between.values()).map(Between::toString));
        }
    }

    static final class Gaps implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return Arrays.stream(Between.values()).map(Between::toString).iterator();
        }
    }

    static final class Language implements ITypeConverter<Words> {
        @Override
        public Words convert(String text) {
            return switch (text.toLowerCase(Locale.ROOT)) {
                case "en" -> Words.ENGLISH;
                case "zh" -> Words.CHINESE;
                default -> throw new TypeConversionException("'" + text + "' is neither en nor zh");
            };
        }

        /** What the user's locale wants. */
        static Words ofUser() {
            return Locale.getDefault().getLanguage().equals("zh") ? Words.CHINESE : Words.ENGLISH;
        }
    }
}
